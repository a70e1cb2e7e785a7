package io.guanxi.domain.ticket;

import io.guanxi.domain.kernel.Check;
import java.time.Duration;

/**
 * A promise of service: how soon there is a first answer and how soon a solution, in business time.
 *
 * @param policyName what the business calls the promise, such as {@code gold}; at most 100 characters
 * @param firstResponse more than nothing, at most {@link BusinessCalendar#LONGEST}
 * @param resolution more than nothing, at most {@link BusinessCalendar#LONGEST}
 * @param calendar what counts as business time
 */
public record SlaTarget(String policyName, Duration firstResponse, Duration resolution, BusinessCalendar calendar) {

    public SlaTarget {
        policyName = Check.text("policyName", policyName, 100);
        requirePossible("firstResponse", firstResponse);
        requirePossible("resolution", resolution);
    }

    /** How much business time a clock has. */
    public Duration of(ClockKind clock) {
        return clock == ClockKind.FIRST_RESPONSE ? firstResponse : resolution;
    }

    private static void requirePossible(String field, Duration duration) {
        Check.that(
                !duration.isNegative() && !duration.isZero() && duration.compareTo(BusinessCalendar.LONGEST) <= 0,
                field,
                "range",
                "must be more than 0 and at most " + BusinessCalendar.LONGEST.toDays() + " days");
    }
}
