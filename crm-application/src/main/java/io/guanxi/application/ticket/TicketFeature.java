package io.guanxi.application.ticket;

import io.guanxi.application.Compensation;
import io.guanxi.application.Duty;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Reaction;
import io.guanxi.application.Reader;
import io.guanxi.application.timeline.Timeline;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.ticket.ClockKind;
import io.guanxi.domain.ticket.SlaPolicy;
import io.guanxi.domain.ticket.Ticket;
import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.ticket.TicketCommand.Merge;
import io.guanxi.domain.ticket.TicketCommand.NoteBreach;
import io.guanxi.domain.ticket.TicketEvent.Cancelled;
import io.guanxi.domain.ticket.TicketEvent.Closed;
import io.guanxi.domain.ticket.TicketEvent.CustomerReplied;
import io.guanxi.domain.ticket.TicketEvent.Escalated;
import io.guanxi.domain.ticket.TicketEvent.NotedInternally;
import io.guanxi.domain.ticket.TicketEvent.Opened;
import io.guanxi.domain.ticket.TicketEvent.Reopened;
import io.guanxi.domain.ticket.TicketEvent.ReplySent;
import io.guanxi.domain.ticket.TicketEvent.Resolved;
import io.guanxi.domain.ticket.TicketRule;
import java.util.List;
import java.util.Optional;

/** Tickets (工单), under the service levels of the host. */
public final class TicketFeature implements Feature {

    private final Decider<?, ?, ?> decider;

    /** Without any promise of service: no clock ever starts. */
    public TicketFeature() {
        this(SlaPolicy.none());
    }

    public TicketFeature(SlaPolicy policy) {
        decider = Ticket.decider(policy);
    }

    @Override
    public String name() {
        return "ticket";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(decider);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(TicketView.TYPE, TicketMessageView.TYPE);
    }

    /**
     * A ticket is merged into one that can go on, so nothing is merged into nothing or in a circle. Two merges towards each other
     * at the same moment, on two nodes, are not seen by one another.
     */
    @Override
    public List<Guard> guards() {
        return List.of(new Guard.Before<>(Merge.class, TicketFeature::requireTarget));
    }

    /** Asks only where the ticket would really be merged: a repeated merge stays harmless, whatever became of the other one. */
    private static void requireTarget(Merge command, Reader reader) {
        Views<TicketView> tickets = reader.views(TicketView.TYPE);
        boolean merging = !command.into().equals(command.ticketId())
                && tickets.byId(command.ticketId())
                        .filter(ticket -> ticket.mergedInto() == null)
                        .isPresent();
        if (merging) {
            TicketView into = tickets.byId(command.into())
                    .orElseThrow(() -> TicketRule.MERGE_TARGET_UNKNOWN.refused(
                            command.into().value()));
            requireTarget(into);
        }
    }

    private static void requireTarget(TicketView into) {
        if (into.mergedInto() != null) {
            throw TicketRule.MERGE_TARGET_MERGED.refused(
                    into.id().value(), into.mergedInto().value());
        }
        if (into.status() == Ticket.Status.CANCELLED) {
            throw TicketRule.MERGE_TARGET_CANCELLED.refused(into.id().value());
        }
    }

    /** From ticket to ticket, so it is no process between features and stays where those are left out. */
    @Override
    public List<Reaction<?>> reactions() {
        return List.of(WhenTicketClockIsBreachedThenTicketIsEscalated.REACTION);
    }

    /** A broken promise is noted even if nobody touches the ticket. */
    @Override
    public List<Duty<?>> duties() {
        return List.of(
                new Duty<>(
                        "ticket.first-response",
                        TicketView.TYPE,
                        now -> TicketView.FIRST_RESPONSE_DUE
                                .lessThan(now)
                                .and(TicketView.FIRST_RESPONSE_BREACHED.is(false)),
                        view -> new NoteBreach(view.id(), ClockKind.FIRST_RESPONSE)),
                new Duty<>(
                        "ticket.resolution",
                        TicketView.TYPE,
                        now -> TicketView.RESOLUTION_DUE.lessThan(now).and(TicketView.RESOLUTION_BREACHED.is(false)),
                        view -> new NoteBreach(view.id(), ClockKind.RESOLUTION)));
    }

    @Override
    public Optional<Timeline<?>> timeline() {
        return Optional.of(Timeline.of(TicketView.TYPE, TicketView::customer)
                .tells(Opened.class, "ticket", TicketView::subject)
                .tells(CustomerReplied.class, "message", TicketMessageView.TYPE, event -> event.text())
                .tells(ReplySent.class, "message", TicketMessageView.TYPE, event -> event.text())
                .tells(NotedInternally.class, "note", TicketMessageView.TYPE, event -> event.text())
                .tells(Escalated.class, "ticket", TicketFeature::lastEscalation)
                .tells(Resolved.class, "ticket", TicketMessageView.TYPE, event -> event.text())
                .tells(Reopened.class, "ticket", TicketView::subject)
                .tells(Closed.class, "ticket", TicketView::subject)
                .tells(Cancelled.class, "ticket", TicketView::subject)
                .build());
    }

    private static String lastEscalation(TicketView ticket) {
        return ticket.escalations().get(ticket.escalations().size() - 1).reason();
    }

    @Override
    public List<Compensation<?, ?>> compensations() {
        return List.of(
                Compensation.of(
                        Opened.class, TicketView.TYPE, it -> new TicketCommand.Cancel(it.ticketId(), "taken back")),
                Compensation.of(
                        Resolved.class, TicketView.TYPE, it -> new TicketCommand.Reopen(it.ticketId(), "taken back")),
                Compensation.of(
                        Closed.class, TicketView.TYPE, it -> new TicketCommand.Reopen(it.ticketId(), "taken back")));
    }
}
