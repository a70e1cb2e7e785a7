package io.guanxi.domain.ticket;

import io.guanxi.domain.ticket.TicketEvent.ClockMet;
import io.guanxi.domain.ticket.TicketEvent.ClockPaused;
import io.guanxi.domain.ticket.TicketEvent.ClockRestated;
import io.guanxi.domain.ticket.TicketEvent.ClockResumed;
import io.guanxi.domain.ticket.TicketEvent.ClockStarted;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one promise about one ticket stands. Used by the rules and by the view, so the two cannot disagree.
 *
 * <p>A breached clock runs on, can stand still and can be met, late. A met one runs again if its ticket is reopened, with what
 * it had consumed; the time in between does not count.
 *
 * @param policyName what the business calls the promise
 * @param target how much business time it has
 * @param consumed how much of it was gone at {@code since}
 * @param since when the clock last began to run, stand still or be met, or had its target restated as it ran
 * @param dueAt when it is due, or was when it was breached or met; absent while there is no telling
 * @param breached whether it has run past its due instant
 */
@RecordBuilder
public record Clock(
        Status status,
        String policyName,
        Duration target,
        Duration consumed,
        Instant since,
        @Nullable Instant dueAt,
        boolean breached)
        implements ClockBuilder.With {

    /** What a clock does. */
    public enum Status {
        RUNNING,
        PAUSED,
        MET
    }

    /** The due instant that a running clock has passed, unless it is known as breached already. */
    public Optional<Instant> missed(Instant at) {
        return Optional.ofNullable(dueAt).filter(due -> status == Status.RUNNING && !breached && at.isAfter(due));
    }

    public static Clock started(ClockStarted event) {
        return new Clock(
                Status.RUNNING,
                event.policyName(),
                event.target(),
                Duration.ZERO,
                event.startedAt(),
                event.dueAt(),
                false);
    }

    public Clock paused(ClockPaused event) {
        return with().status(Status.PAUSED)
                .consumed(event.consumed())
                .since(event.pausedAt())
                .dueAt(breached ? dueAt : null)
                .build();
    }

    public Clock resumed(ClockResumed event) {
        return with().status(Status.RUNNING)
                .since(event.resumedAt())
                .dueAt(event.dueAt())
                .build();
    }

    public Clock restated(ClockRestated event) {
        return with().policyName(event.policyName())
                .target(event.target())
                .consumed(event.consumed())
                .since(status == Status.RUNNING ? event.restatedAt() : since)
                .dueAt(event.dueAt())
                .breached(breached && event.consumed().compareTo(event.target()) >= 0)
                .build();
    }

    public Clock met(ClockMet event) {
        return with().status(Status.MET)
                .consumed(event.consumed())
                .since(event.metAt())
                .breached(event.late())
                .build();
    }

    public Clock asBreached() {
        return withBreached(true);
    }
}
