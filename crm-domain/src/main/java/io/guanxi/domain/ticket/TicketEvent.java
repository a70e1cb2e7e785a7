package io.guanxi.domain.ticket;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can have happened to a ticket. Each change of its status is an event of its own, and so is each move of a
 * clock; whoever folds them needs no rule and no policy.
 */
public sealed interface TicketEvent extends DomainEvent {

    TicketId ticketId();

    @Override
    default TicketId aggregateId() {
        return ticketId();
    }

    record Opened(
            TicketId ticketId,
            @Nullable CustomerId customerId,
            @Personal String subject,
            @Personal @Nullable String description,
            String channel,
            TicketKind kind,
            TicketPriority priority,
            Instant openedAt)
            implements TicketEvent {}

    record Triaged(
            TicketId ticketId,
            TicketKind kind,
            TicketPriority priority,
            @Nullable String category) implements TicketEvent {}

    record PriorityChanged(TicketId ticketId, TicketPriority from, TicketPriority priority) implements TicketEvent {}

    record Assigned(TicketId ticketId, String agent) implements TicketEvent {}

    record Unassigned(TicketId ticketId, String agent) implements TicketEvent {}

    /** The ticket is no longer new. */
    record WorkStarted(TicketId ticketId, Instant startedAt) implements TicketEvent {}

    record ReplySent(
            TicketId ticketId, String messageId, @Personal String text, Instant sentAt) implements TicketEvent {}

    record NotedInternally(
            TicketId ticketId, String messageId, @Personal String text, Instant notedAt) implements TicketEvent {}

    record CustomerReplied(
            TicketId ticketId, String messageId, @Personal String text, Instant repliedAt) implements TicketEvent {}

    record CustomerAwaited(TicketId ticketId, Instant since) implements TicketEvent {}

    record ThirdPartyAwaited(TicketId ticketId, @Personal String party, Instant since) implements TicketEvent {}

    /** The waiting is over. */
    record WorkContinued(TicketId ticketId, Instant continuedAt) implements TicketEvent {}

    record Resolved(
            TicketId ticketId, String code, @Personal String text, Instant resolvedAt) implements TicketEvent {}

    /** The reason is absent if it is the customer's reply just before. */
    record Reopened(TicketId ticketId, @Personal @Nullable String reason, Instant reopenedAt) implements TicketEvent {}

    record Closed(TicketId ticketId, Instant closedAt) implements TicketEvent {}

    record Cancelled(TicketId ticketId, @Personal String reason, Instant cancelledAt) implements TicketEvent {}

    record Merged(TicketId ticketId, TicketId into, Instant mergedAt) implements TicketEvent {}

    /** The level counts the escalations of the ticket, this one included. */
    record Escalated(TicketId ticketId, int level, @Personal String reason, Instant escalatedAt)
            implements TicketEvent {}

    /** A promise begins to count: that much business time, and so due then. */
    record ClockStarted(
            TicketId ticketId, ClockKind clock, String policyName, Duration target, Instant dueAt, Instant startedAt)
            implements TicketEvent {}

    /** The clock stands still: the ticket waits, is cancelled or merged, or nothing is promised for it any more. */
    record ClockPaused(TicketId ticketId, ClockKind clock, Duration consumed, Instant pausedAt)
            implements TicketEvent {}

    /** The clock runs again with what it had consumed; of a breached one the due instant is the one that was missed. */
    record ClockResumed(TicketId ticketId, ClockKind clock, Instant dueAt, Instant resumedAt) implements TicketEvent {}

    /**
     * Another promise holds from now on; what was consumed stays so. A breach stays one only if the new target is missed too.
     * The due instant is absent while the clock stands still.
     */
    record ClockRestated(
            TicketId ticketId,
            ClockKind clock,
            String policyName,
            Duration target,
            Duration consumed,
            @Nullable Instant dueAt,
            Instant restatedAt)
            implements TicketEvent {}

    /** The promise is kept, or at last done what it promised; late if and only if the clock was breached. */
    record ClockMet(TicketId ticketId, ClockKind clock, Duration consumed, boolean late, Instant metAt)
            implements TicketEvent {}

    /** The clock ran past its due instant. Exactly one for each time that this happens, whoever notices. */
    record ClockBreached(TicketId ticketId, ClockKind clock, Instant dueAt) implements TicketEvent {}
}
