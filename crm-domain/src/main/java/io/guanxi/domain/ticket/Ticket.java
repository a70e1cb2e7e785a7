package io.guanxi.domain.ticket;

import static io.guanxi.domain.ticket.TicketRule.ALREADY_OPEN;
import static io.guanxi.domain.ticket.TicketRule.CANCELLED;
import static io.guanxi.domain.ticket.TicketRule.CLOSED;
import static io.guanxi.domain.ticket.TicketRule.MERGED;
import static io.guanxi.domain.ticket.TicketRule.MERGE_INTO_ITSELF;
import static io.guanxi.domain.ticket.TicketRule.NOT_RESOLVED;
import static io.guanxi.domain.ticket.TicketRule.RESOLVED;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.ticket.TicketCommand.Assign;
import io.guanxi.domain.ticket.TicketCommand.Cancel;
import io.guanxi.domain.ticket.TicketCommand.ChangePriority;
import io.guanxi.domain.ticket.TicketCommand.Close;
import io.guanxi.domain.ticket.TicketCommand.ContinueWork;
import io.guanxi.domain.ticket.TicketCommand.Escalate;
import io.guanxi.domain.ticket.TicketCommand.Merge;
import io.guanxi.domain.ticket.TicketCommand.NoteBreach;
import io.guanxi.domain.ticket.TicketCommand.NoteInternally;
import io.guanxi.domain.ticket.TicketCommand.Open;
import io.guanxi.domain.ticket.TicketCommand.RecordCustomerReply;
import io.guanxi.domain.ticket.TicketCommand.Reopen;
import io.guanxi.domain.ticket.TicketCommand.Reply;
import io.guanxi.domain.ticket.TicketCommand.Resolve;
import io.guanxi.domain.ticket.TicketCommand.Triage;
import io.guanxi.domain.ticket.TicketCommand.Unassign;
import io.guanxi.domain.ticket.TicketCommand.WaitForCustomer;
import io.guanxi.domain.ticket.TicketCommand.WaitForThirdParty;
import io.guanxi.domain.ticket.TicketEvent.Assigned;
import io.guanxi.domain.ticket.TicketEvent.Cancelled;
import io.guanxi.domain.ticket.TicketEvent.ClockBreached;
import io.guanxi.domain.ticket.TicketEvent.ClockMet;
import io.guanxi.domain.ticket.TicketEvent.ClockPaused;
import io.guanxi.domain.ticket.TicketEvent.ClockRestated;
import io.guanxi.domain.ticket.TicketEvent.ClockResumed;
import io.guanxi.domain.ticket.TicketEvent.ClockStarted;
import io.guanxi.domain.ticket.TicketEvent.Closed;
import io.guanxi.domain.ticket.TicketEvent.CustomerAwaited;
import io.guanxi.domain.ticket.TicketEvent.CustomerReplied;
import io.guanxi.domain.ticket.TicketEvent.Escalated;
import io.guanxi.domain.ticket.TicketEvent.Merged;
import io.guanxi.domain.ticket.TicketEvent.NotedInternally;
import io.guanxi.domain.ticket.TicketEvent.Opened;
import io.guanxi.domain.ticket.TicketEvent.PriorityChanged;
import io.guanxi.domain.ticket.TicketEvent.Reopened;
import io.guanxi.domain.ticket.TicketEvent.ReplySent;
import io.guanxi.domain.ticket.TicketEvent.Resolved;
import io.guanxi.domain.ticket.TicketEvent.ThirdPartyAwaited;
import io.guanxi.domain.ticket.TicketEvent.Triaged;
import io.guanxi.domain.ticket.TicketEvent.Unassigned;
import io.guanxi.domain.ticket.TicketEvent.WorkContinued;
import io.guanxi.domain.ticket.TicketEvent.WorkStarted;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the rules need to remember of a ticket, and the rules. */
@RecordBuilder
public record Ticket(
        Status status,
        @Nullable Opened opened,
        @Nullable TicketFacts facts,
        @Nullable String agent,
        @Nullable String awaitedParty,
        boolean answered,
        @Nullable Resolved solution,
        @Nullable TicketId mergedInto,
        int escalations,
        @Nullable String escalationReason,
        Set<String> messages,
        Map<ClockKind, Clock> clocks)
        implements TicketBuilder.With {

    /** How many message ids a ticket remembers, the latest ones; an older message that comes again counts as new. */
    public static final int MAX_MESSAGES = 1_000;

    private static final Ticket UNKNOWN = new Ticket(
            Status.UNKNOWN, null, null, null, null, false, null, null, 0, null, ImmutableSet.of(), ImmutableMap.of());

    /** For its second half only: what an event makes of a ticket is the same under every policy. */
    private static final Decider<TicketCommand, TicketEvent, Ticket> TRANSITIONS = decider(SlaPolicy.none());

    /** The rules under a policy of service levels. */
    public static Decider<TicketCommand, TicketEvent, Ticket> decider(SlaPolicy policy) {
        ServiceLevel clocks = new ServiceLevel(policy);
        return Decider.of(TicketCommand.class, TicketEvent.class, UNKNOWN)
                .decide(Open.class, clocks.following(Ticket::open))
                .decide(Triage.class, clocks.following(Ticket::triage))
                .decide(
                        ChangePriority.class,
                        clocks.following((state, command, context) -> state.changePriority(command)))
                .decide(Assign.class, Ticket::assign)
                .decide(Unassign.class, Ticket::unassign)
                .decide(Reply.class, clocks.following(Ticket::reply))
                .decide(NoteInternally.class, Ticket::noteInternally)
                .decide(RecordCustomerReply.class, clocks.following(Ticket::recordCustomerReply))
                .decide(WaitForCustomer.class, clocks.following(Ticket::waitForCustomer))
                .decide(WaitForThirdParty.class, clocks.following(Ticket::waitForThirdParty))
                .decide(ContinueWork.class, clocks.following(Ticket::continueWork))
                .decide(Resolve.class, clocks.following(Ticket::resolve))
                .decide(Reopen.class, clocks.following(Ticket::reopen))
                .decide(Close.class, Ticket::close)
                .decide(Cancel.class, clocks.following(Ticket::cancel))
                .decide(Merge.class, clocks.following(Ticket::merge))
                .decide(Escalate.class, Ticket::escalate)
                .decide(NoteBreach.class, Ticket::noteBreach)
                .evolve(Opened.class, Ticket::opened)
                .evolve(Triaged.class, Ticket::triaged)
                .evolve(PriorityChanged.class, Ticket::priorityChanged)
                .evolve(Assigned.class, (state, event) -> state.withAgent(event.agent()))
                .evolve(Unassigned.class, (state, event) -> state.withAgent(null))
                .evolve(WorkStarted.class, (state, event) -> state.withStatus(Status.OPEN))
                .evolve(ReplySent.class, Ticket::replySent)
                .evolve(NotedInternally.class, (state, event) -> state.remembering(event.messageId()))
                .evolve(CustomerReplied.class, (state, event) -> state.remembering(event.messageId()))
                .evolve(CustomerAwaited.class, (state, event) -> state.waiting(Status.WAITING_CUSTOMER, null))
                .evolve(
                        ThirdPartyAwaited.class,
                        (state, event) -> state.waiting(Status.WAITING_THIRD_PARTY, event.party()))
                .evolve(WorkContinued.class, (state, event) -> state.waiting(Status.OPEN, null))
                .evolve(Resolved.class, Ticket::resolved)
                .evolve(Reopened.class, (state, event) -> state.reopened())
                .evolve(Closed.class, (state, event) -> state.withStatus(Status.CLOSED))
                .evolve(Cancelled.class, (state, event) -> state.withStatus(Status.CANCELLED))
                .evolve(Merged.class, Ticket::merged)
                .evolve(Escalated.class, Ticket::escalated)
                .evolve(ClockStarted.class, (state, event) -> state.withClock(event.clock(), Clock.started(event)))
                .evolve(ClockPaused.class, (state, event) -> state.move(event.clock(), clock -> clock.paused(event)))
                .evolve(ClockResumed.class, (state, event) -> state.move(event.clock(), clock -> clock.resumed(event)))
                .evolve(
                        ClockRestated.class,
                        (state, event) -> state.move(event.clock(), clock -> clock.restated(event)))
                .evolve(ClockMet.class, (state, event) -> state.move(event.clock(), clock -> clock.met(event)))
                .evolve(ClockBreached.class, (state, event) -> state.move(event.clock(), Clock::asBreached))
                .build();
    }

    /** Where a ticket is in its life. */
    public enum Status {
        UNKNOWN,
        NEW,
        OPEN,
        WAITING_CUSTOMER,
        WAITING_THIRD_PARTY,
        RESOLVED,
        CLOSED,
        CANCELLED,
        MERGED
    }

    private List<TicketEvent> open(Open command, CallContext context) {
        if (opened == null) {
            return List.of(openedBy(command, context.at()));
        }
        if (!opened.equals(openedBy(command, opened.openedAt()))) {
            throw ALREADY_OPEN.refused();
        }
        return List.of();
    }

    /** Confirming what is known already is worth an event once: the ticket is new no longer. */
    private List<TicketEvent> triage(Triage command, CallContext context) {
        requireUnresolved(command.ticketId());
        Triaged triaged = new Triaged(command.ticketId(), command.kind(), command.priority(), command.category());
        if (status != Status.NEW && Objects.equals(triaged(triaged).facts, facts)) {
            return List.of();
        }
        return startingWork(triaged, context);
    }

    private List<TicketEvent> changePriority(ChangePriority command) {
        TicketFacts known = requireUnresolved(command.ticketId());
        return command.priority() == known.priority()
                ? List.of()
                : List.of(new PriorityChanged(command.ticketId(), known.priority(), command.priority()));
    }

    private List<TicketEvent> assign(Assign command, CallContext context) {
        requireChangeable(command.ticketId());
        return command.agent().equals(agent)
                ? List.of()
                : startingWork(new Assigned(command.ticketId(), command.agent()), context);
    }

    private List<TicketEvent> unassign(Unassign command) {
        requireChangeable(command.ticketId());
        return agent == null ? List.of() : List.of(new Unassigned(command.ticketId(), agent));
    }

    private List<TicketEvent> reply(Reply command, CallContext context) {
        requireKnown(command.ticketId());
        if (messages.contains(command.messageId())) {
            return List.of();
        }
        requireChangeable(command.ticketId());
        return startingWork(
                new ReplySent(command.ticketId(), command.messageId(), command.text(), context.at()), context);
    }

    private List<TicketEvent> noteInternally(NoteInternally command, CallContext context) {
        requireKnown(command.ticketId());
        if (messages.contains(command.messageId())) {
            return List.of();
        }
        requireChangeable(command.ticketId());
        return List.of(new NotedInternally(command.ticketId(), command.messageId(), command.text(), context.at()));
    }

    private List<TicketEvent> recordCustomerReply(RecordCustomerReply command, CallContext context) {
        requireKnown(command.ticketId());
        if (messages.contains(command.messageId())) {
            return List.of();
        }
        requireChangeable(command.ticketId());
        TicketEvent replied =
                new CustomerReplied(command.ticketId(), command.messageId(), command.text(), context.at());
        return switch (status) {
            case WAITING_CUSTOMER -> List.of(replied, new WorkContinued(command.ticketId(), context.at()));
            case RESOLVED -> List.of(replied, new Reopened(command.ticketId(), null, context.at()));
            default -> List.of(replied);
        };
    }

    private List<TicketEvent> waitForCustomer(WaitForCustomer command, CallContext context) {
        requireUnresolved(command.ticketId());
        return status == Status.WAITING_CUSTOMER
                ? List.of()
                : List.of(new CustomerAwaited(command.ticketId(), context.at()));
    }

    private List<TicketEvent> waitForThirdParty(WaitForThirdParty command, CallContext context) {
        requireUnresolved(command.ticketId());
        return command.party().equals(awaitedParty)
                ? List.of()
                : List.of(new ThirdPartyAwaited(command.ticketId(), command.party(), context.at()));
    }

    private List<TicketEvent> continueWork(ContinueWork command, CallContext context) {
        requireUnresolved(command.ticketId());
        return isWithUs() ? List.of() : List.of(new WorkContinued(command.ticketId(), context.at()));
    }

    private List<TicketEvent> resolve(Resolve command, CallContext context) {
        if (status == Status.RESOLVED && repeats(command)) {
            return List.of();
        }
        requireUnresolved(command.ticketId());
        return List.of(new Resolved(command.ticketId(), command.code(), command.text(), context.at()));
    }

    private List<TicketEvent> reopen(Reopen command, CallContext context) {
        if (status == Status.RESOLVED || status == Status.CLOSED) {
            return List.of(new Reopened(command.ticketId(), command.reason(), context.at()));
        }
        requireUnresolved(command.ticketId());
        return List.of();
    }

    private List<TicketEvent> close(Close command, CallContext context) {
        if (status == Status.CLOSED) {
            return List.of();
        }
        requireChangeable(command.ticketId());
        if (status != Status.RESOLVED) {
            throw NOT_RESOLVED.refused();
        }
        return List.of(new Closed(command.ticketId(), context.at()));
    }

    private List<TicketEvent> cancel(Cancel command, CallContext context) {
        if (status == Status.CANCELLED) {
            return List.of();
        }
        requireUnresolved(command.ticketId());
        return List.of(new Cancelled(command.ticketId(), command.reason(), context.at()));
    }

    private List<TicketEvent> merge(Merge command, CallContext context) {
        if (command.into().equals(mergedInto)) {
            return List.of();
        }
        requireChangeable(command.ticketId());
        if (command.into().equals(command.ticketId())) {
            throw MERGE_INTO_ITSELF.refused();
        }
        return List.of(new Merged(command.ticketId(), command.into(), context.at()));
    }

    private List<TicketEvent> escalate(Escalate command, CallContext context) {
        requireUnresolved(command.ticketId());
        return command.reason().equals(escalationReason)
                ? List.of()
                : List.of(new Escalated(command.ticketId(), escalations + 1, command.reason(), context.at()));
    }

    /** Never refused of a known ticket: a duty may come when all is over. */
    private List<TicketEvent> noteBreach(NoteBreach command, CallContext context) {
        requireKnown(command.ticketId());
        Clock clock = clocks.get(command.clock());
        return Optional.ofNullable(clock).flatMap(each -> each.missed(context.at())).stream()
                .<TicketEvent>map(due -> new ClockBreached(command.ticketId(), command.clock(), due))
                .toList();
    }

    private Ticket opened(Opened event) {
        return withStatus(Status.NEW)
                .withOpened(event)
                .withFacts(new TicketFacts(event.kind(), event.priority(), event.channel(), null, event.customerId()));
    }

    private Ticket triaged(Triaged event) {
        return facts == null
                ? this
                : withFacts(facts.with()
                        .kind(event.kind())
                        .priority(event.priority())
                        .category(event.category())
                        .build());
    }

    private Ticket priorityChanged(PriorityChanged event) {
        return facts == null ? this : withFacts(facts.withPriority(event.priority()));
    }

    private Ticket replySent(ReplySent event) {
        return remembering(event.messageId()).withAnswered(true);
    }

    private Ticket resolved(Resolved event) {
        return waiting(Status.RESOLVED, null).withSolution(event).withAnswered(true);
    }

    /** The same reason for an escalation counts anew. */
    private Ticket reopened() {
        return withStatus(Status.OPEN).withSolution(null).withEscalationReason(null);
    }

    private Ticket merged(Merged event) {
        return withStatus(Status.MERGED).withMergedInto(event.into());
    }

    private Ticket escalated(Escalated event) {
        return withEscalations(event.level()).withEscalationReason(event.reason());
    }

    private Ticket waiting(Status now, @Nullable String party) {
        return withStatus(now).withAwaitedParty(party);
    }

    private Ticket remembering(String messageId) {
        int surplus = messages.size() + 1 - MAX_MESSAGES;
        return withMessages(ImmutableSet.<String>builder()
                .addAll(Iterables.skip(messages, Math.max(0, surplus)))
                .add(messageId)
                .build());
    }

    private Ticket move(ClockKind kind, UnaryOperator<Clock> move) {
        Clock clock = clocks.get(kind);
        return clock == null ? this : withClock(kind, move.apply(clock));
    }

    private Ticket withClock(ClockKind kind, Clock clock) {
        return withClocks(ImmutableMap.<ClockKind, Clock>builder()
                .putAll(clocks)
                .put(kind, clock)
                .buildKeepingLast());
    }

    /** The ticket when these have happened too. */
    Ticket after(List<TicketEvent> events) {
        return TRANSITIONS.evolve(this, events);
    }

    /** Whether the next step is ours. */
    boolean isWithUs() {
        return status == Status.NEW || status == Status.OPEN;
    }

    /** Whether what the clock measures has been done. */
    boolean hasDone(ClockKind kind) {
        return switch (kind) {
            case FIRST_RESPONSE -> answered;
            case RESOLUTION -> solution != null;
        };
    }

    private List<TicketEvent> startingWork(TicketEvent event, CallContext context) {
        return status == Status.NEW ? List.of(event, new WorkStarted(event.ticketId(), context.at())) : List.of(event);
    }

    private boolean repeats(Resolve command) {
        return solution != null
                && command.code().equals(solution.code())
                && command.text().equals(solution.text());
    }

    private static Opened openedBy(Open command, Instant at) {
        return new Opened(
                command.ticketId(),
                command.customerId(),
                command.subject(),
                command.description(),
                command.channel(),
                command.kind(),
                command.priority(),
                at);
    }

    private TicketFacts requireKnown(TicketId id) {
        if (facts == null) {
            throw new CrmException.NotFound(id);
        }
        return facts;
    }

    private TicketFacts requireChangeable(TicketId id) {
        TicketFacts known = requireKnown(id);
        if (mergedInto != null) {
            throw MERGED.refused(mergedInto.value());
        }
        if (status == Status.CLOSED) {
            throw CLOSED.refused();
        }
        if (status == Status.CANCELLED) {
            throw CANCELLED.refused();
        }
        return known;
    }

    private TicketFacts requireUnresolved(TicketId id) {
        TicketFacts known = requireChangeable(id);
        if (status == Status.RESOLVED) {
            throw RESOLVED.refused();
        }
        return known;
    }
}
