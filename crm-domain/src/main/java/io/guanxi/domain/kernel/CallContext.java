package io.guanxi.domain.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks and when: the only source of time and identity that a rule may use.
 *
 * @param actor who asks
 * @param at when it happened in the business; an import of last year's deals lies in the past
 * @param recordedAt when it is written down; never before {@code at} unless the business time lies in the future
 * @param zone the time zone in which the business counts its days
 * @param batch which it is one of, if it is one of many that belong together, as those of an import do; null if not
 */
public record CallContext(
        Actor actor,
        Instant at,
        Instant recordedAt,
        ZoneId zone,
        @Nullable UUID batch) {

    /** Both instants are cut to microseconds here, once, because that is what every supported database keeps. */
    public CallContext {
        at = Check.instant("happenedAt", at);
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** Of something that is done by itself. */
    public CallContext(Actor actor, Instant at, Instant recordedAt, ZoneId zone) {
        this(actor, at, recordedAt, zone, null);
    }

    /** Whether it is one of many that belong together. */
    public boolean inBatch() {
        return batch != null;
    }

    /** The business date. */
    public LocalDate today() {
        return at.atZone(zone).toLocalDate();
    }
}
