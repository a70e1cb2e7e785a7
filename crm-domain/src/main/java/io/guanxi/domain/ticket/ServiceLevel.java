package io.guanxi.domain.ticket;

import com.google.common.collect.ImmutableList;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.ticket.TicketEvent.ClockBreached;
import io.guanxi.domain.ticket.TicketEvent.ClockMet;
import io.guanxi.domain.ticket.TicketEvent.ClockPaused;
import io.guanxi.domain.ticket.TicketEvent.ClockRestated;
import io.guanxi.domain.ticket.TicketEvent.ClockResumed;
import io.guanxi.domain.ticket.TicketEvent.ClockStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the clocks follow the ticket: a clock runs while the ticket lies with us and something is promised, is met when what
 * was promised is done, and stands still otherwise. It looks at what a rule has decided, not at the command, so no rule can
 * forget a clock.
 */
record ServiceLevel(SlaPolicy policy) {

    /** The rule, and after its events what they mean for the clocks. */
    <C extends TicketCommand> Decider.Rule<Ticket, C, TicketEvent> following(
            Decider.Rule<Ticket, C, TicketEvent> rule) {
        return (before, command, context) -> {
            List<TicketEvent> events = rule.decide(before, command, context);
            if (events.isEmpty()) {
                return events;
            }
            Change change = new Change(command.ticketId(), before, before.after(events), context.at());
            return ImmutableList.<TicketEvent>builder()
                    .addAll(events)
                    .addAll(moves(ClockKind.FIRST_RESPONSE, change))
                    .addAll(moves(ClockKind.RESOLUTION, change))
                    .build();
        };
    }

    private record Change(TicketId id, Ticket before, Ticket after, Instant at) {

        boolean ofFacts() {
            return !Objects.equals(before.facts(), after.facts());
        }
    }

    private List<TicketEvent> moves(ClockKind kind, Change change) {
        Clock clock = change.before().clocks().get(kind);
        if (clock == null) {
            return start(kind, change);
        }
        Instant now = latest(change.at(), clock.since());
        List<TicketEvent> moves = move(kind, clock, now, change);
        if (moves.isEmpty()) {
            return moves;
        }
        Stream<TicketEvent> breach = clock.missed(now).stream().map(due -> new ClockBreached(change.id(), kind, due));
        return Stream.concat(breach, moves.stream()).toList();
    }

    private List<TicketEvent> start(ClockKind kind, Change change) {
        SlaTarget promise = promise(change.after());
        if (promise == null || !change.after().isWithUs() || change.after().hasDone(kind)) {
            return List.of();
        }
        Duration target = promise.of(kind);
        Instant dueAt = promise.calendar().plus(change.at(), target);
        return List.of(new ClockStarted(change.id(), kind, promise.policyName(), target, dueAt, change.at()));
    }

    private List<TicketEvent> move(ClockKind kind, Clock clock, Instant now, Change change) {
        Duration consumed = consumed(clock, now, change.before());
        Clock judged = clock.withBreached(clock.breached() || clock.missed(now).isPresent());
        if (change.after().hasDone(kind)) {
            return clock.status() == Clock.Status.MET
                    ? List.of()
                    : List.of(new ClockMet(change.id(), kind, consumed, judged.breached(), now));
        }
        List<TicketEvent> moves = new ArrayList<>();
        SlaTarget promise = promise(change.after());
        if (promise != null && change.ofFacts() && clock.status() != Clock.Status.MET) {
            ClockRestated restated = restate(kind, judged, consumed, promise, now, change.id());
            if (!saysTheSame(restated, judged)) {
                moves.add(restated);
                judged = judged.restated(restated);
            }
        }
        if (promise != null && change.after().isWithUs()) {
            if (clock.status() != Clock.Status.RUNNING) {
                moves.add(new ClockResumed(change.id(), kind, due(judged, promise.calendar(), now), now));
            }
        } else if (clock.status() != Clock.Status.PAUSED) {
            moves.add(new ClockPaused(change.id(), kind, consumed, now));
        }
        return moves;
    }

    private static ClockRestated restate(
            ClockKind kind, Clock clock, Duration consumed, SlaTarget promise, Instant now, TicketId id) {
        Duration target = promise.of(kind);
        Clock terms = clock.withTarget(target)
                .withConsumed(consumed)
                .withBreached(clock.breached() && consumed.compareTo(target) >= 0);
        Instant dueAt =
                terms.breached() || clock.status() == Clock.Status.RUNNING ? due(terms, promise.calendar(), now) : null;
        return new ClockRestated(id, kind, promise.policyName(), target, consumed, dueAt, now);
    }

    private static boolean saysTheSame(ClockRestated restated, Clock clock) {
        return restated.policyName().equals(clock.policyName())
                && restated.target().equals(clock.target())
                && Objects.equals(restated.dueAt(), clock.dueAt());
    }

    /** A missed due instant stays; a target that is used up already is due at once. */
    private static Instant due(Clock clock, BusinessCalendar calendar, Instant now) {
        if (clock.breached() && clock.dueAt() != null) {
            return clock.dueAt();
        }
        Duration left = clock.target().minus(clock.consumed());
        return calendar.plus(now, left.isNegative() ? Duration.ZERO : left);
    }

    private Duration consumed(Clock clock, Instant now, Ticket before) {
        SlaTarget promise = promise(before);
        return clock.status() != Clock.Status.RUNNING || promise == null
                ? clock.consumed()
                : clock.consumed().plus(promise.calendar().between(clock.since(), now));
    }

    private @Nullable SlaTarget promise(Ticket ticket) {
        return ticket.facts() == null ? null : policy.target(ticket.facts());
    }

    /** Times come from callers; a clock does not run backwards when they do, nor count a stretch twice. */
    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
