package io.guanxi.application.ticket;

import io.guanxi.application.Recorded;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
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
import io.guanxi.domain.ticket.TicketId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was said about a ticket, as screens see the conversation. What the customer wrote first is the ticket's own
 * description.
 *
 * @param messageId the caller's name for the message; absent of the text that resolves the ticket
 * @param author who took it down: of what the customer said, not the customer
 */
public record TicketMessageView(
        Id id,
        TicketId ticket,
        Direction direction,
        @Nullable String messageId,
        @Personal String text,
        String author,
        Instant saidAt)
        implements View {

    /** The identity of one message, which nobody chooses. */
    public record Id(UUID value) implements AggregateId {}

    /** Who said it to whom. */
    public enum Direction {
        FROM_CUSTOMER,
        TO_CUSTOMER,
        /** Among ourselves; the customer must not see it. */
        INTERNAL
    }

    private static final ViewType.Builder<TicketMessageView> V = ViewType.of("ticket_message", TicketMessageView.class);

    public static final Reference<TicketMessageView, TicketId> TICKET =
            V.reference("ticket", TicketId.class, TicketMessageView::ticket);
    public static final Attribute<TicketMessageView, Direction> DIRECTION =
            V.oneOf("direction", Direction.class, TicketMessageView::direction);
    public static final Text<TicketMessageView> MESSAGE_ID = V.text("message_id", TicketMessageView::messageId);
    public static final Text<TicketMessageView> AUTHOR = V.text("author", TicketMessageView::author);
    public static final Ordered<TicketMessageView, Instant> SAID_AT = V.instant("said_at", TicketMessageView::saidAt);

    public static final ViewType<TicketMessageView> TYPE = V.each(
                    ReplySent.class,
                    reply -> of(
                            reply,
                            reply.event().ticketId(),
                            Direction.TO_CUSTOMER,
                            reply.event().messageId(),
                            reply.event().text()))
            .each(
                    CustomerReplied.class,
                    reply -> of(
                            reply,
                            reply.event().ticketId(),
                            Direction.FROM_CUSTOMER,
                            reply.event().messageId(),
                            reply.event().text()))
            .each(
                    NotedInternally.class,
                    note -> of(
                            note,
                            note.event().ticketId(),
                            Direction.INTERNAL,
                            note.event().messageId(),
                            note.event().text()))
            .each(
                    Resolved.class,
                    solution -> of(
                            solution,
                            solution.event().ticketId(),
                            Direction.TO_CUSTOMER,
                            null,
                            solution.event().text()))
            .ignores(
                    Opened.class,
                    Triaged.class,
                    PriorityChanged.class,
                    Assigned.class,
                    Unassigned.class,
                    WorkStarted.class,
                    CustomerAwaited.class,
                    ThirdPartyAwaited.class,
                    WorkContinued.class,
                    Reopened.class,
                    Closed.class,
                    Cancelled.class,
                    Merged.class,
                    Escalated.class,
                    ClockStarted.class,
                    ClockPaused.class,
                    ClockResumed.class,
                    ClockRestated.class,
                    ClockMet.class,
                    ClockBreached.class)
            .list(TICKET)
            .by(SAID_AT)
            .build();

    private static TicketMessageView of(
            Recorded<? extends DomainEvent> recorded,
            TicketId ticket,
            Direction direction,
            @Nullable String messageId,
            String text) {
        return new TicketMessageView(
                new Id(recorded.eventId()),
                ticket,
                direction,
                messageId,
                text,
                recorded.meta().actor(),
                recorded.meta().happenedAt());
    }
}
