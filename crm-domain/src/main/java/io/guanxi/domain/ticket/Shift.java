package io.guanxi.domain.ticket;

import io.guanxi.domain.kernel.Check;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/**
 * A stretch of working time within one day, in whole minutes. A night shift is two of them: to midnight, and from midnight on
 * the next day.
 *
 * @param from the first moment that counts
 * @param to the first moment that counts no more; {@link LocalTime#MIDNIGHT} is the end of the day, 24:00
 */
public record Shift(LocalTime from, LocalTime to) {

    public Shift {
        Check.that(isWholeMinute(from), "from", "precision", "must be a whole minute");
        Check.that(isWholeMinute(to), "to", "precision", "must be a whole minute");
        Check.that(to.equals(LocalTime.MIDNIGHT) || from.isBefore(to), "to", "order", "must be after the start");
    }

    /** A shift in hours and minutes, such as {@code Shift.of("09:00", "12:00")}; {@code 24:00} is the end of the day. */
    public static Shift of(String from, String to) {
        return new Shift(LocalTime.parse(from), to.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(to));
    }

    /** Whether this one is over when the other begins. */
    boolean isBefore(Shift other) {
        return !to.equals(LocalTime.MIDNIGHT) && !to.isAfter(other.from);
    }

    private static boolean isWholeMinute(LocalTime time) {
        return time.equals(time.truncatedTo(ChronoUnit.MINUTES));
    }
}
