package io.guanxi.application.ticket;

import io.guanxi.application.Reaction;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.ticket.TicketCommand.Escalate;
import io.guanxi.domain.ticket.TicketEvent.ClockBreached;
import java.util.List;
import java.util.Locale;

/** A ticket whose promise is broken calls for more attention, as long as there is still something to do about it. */
final class WhenTicketClockIsBreachedThenTicketIsEscalated {

    static final Reaction<ClockBreached> REACTION = Reaction.afterCommit(
            "WhenTicketClockIsBreachedThenTicketIsEscalated",
            ClockBreached.class,
            WhenTicketClockIsBreachedThenTicketIsEscalated::then);

    private WhenTicketClockIsBreachedThenTicketIsEscalated() {}

    /** The reason names the due instant, so that the same breach told twice is known as the same. */
    private static List<Command> then(Recorded<ClockBreached> recorded, Reader reader) {
        ClockBreached breach = recorded.event();
        String clock = breach.clock().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String reason = clock + " was due at " + breach.dueAt();
        return reader
                .views(TicketView.TYPE)
                .byId(breach.ticketId())
                .filter(TicketView::isOpen)
                .filter(ticket -> ticket.escalations().stream()
                        .noneMatch(each -> each.reason().equals(reason)))
                .<Command>map(ticket -> new Escalate(breach.ticketId(), reason))
                .stream()
                .toList();
    }
}
