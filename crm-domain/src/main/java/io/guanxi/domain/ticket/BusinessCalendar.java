package io.guanxi.domain.ticket;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.guanxi.domain.kernel.Check;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When the business works, and so how much business time lies between two instants.
 *
 * <p>Time is counted between the instants at which shifts begin and end, so a shift over a change of the clocks is as long as
 * it really is. A shift that begins or ends within the hour that is skipped in spring does so at the moment of the jump; within
 * the hour that comes twice in autumn, at its first coming.
 *
 * <p>A calendar without any working day in the week is refused. As holidays and exceptions are finite, every due instant then
 * exists and the search for it ends.
 *
 * @param zone where the shifts are worked
 * @param weekly the shifts of an ordinary week; they do not overlap, and at least one day has one
 * @param holidays days on which the weekly shifts are not worked; at most 10,000
 * @param exceptions days with shifts of their own, which go before holidays and the week: half days, or the make-up working
 *     days of China (调休); an empty list is a day off; at most 10,000
 */
public record BusinessCalendar(
        ZoneId zone,
        Map<DayOfWeek, List<Shift>> weekly,
        Set<LocalDate> holidays,
        Map<LocalDate, List<Shift>> exceptions) {

    /** The most business time that a due instant is looked for. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private static final int MAX_DAYS = 10_000;
    private static final BusinessCalendar ALWAYS = new BusinessCalendar(
            ZoneOffset.UTC, week(List.of(DayOfWeek.values()), Shift.of("00:00", "24:00")), Set.of(), Map.of());

    public BusinessCalendar {
        Check.that(holidays.size() <= MAX_DAYS, "holidays", "size", "must have at most " + MAX_DAYS + " entries");
        Check.that(exceptions.size() <= MAX_DAYS, "exceptions", "size", "must have at most " + MAX_DAYS + " entries");
        weekly = Maps.immutableEnumMap(Maps.transformValues(weekly, shifts -> inOrder("weekly", shifts)));
        holidays = ImmutableSortedSet.copyOf(holidays);
        exceptions = ImmutableSortedMap.copyOf(
                Maps.transformValues(exceptions, shifts -> inOrder("exceptions", shifts)), Comparator.naturalOrder());
        Check.that(
                weekly.values().stream().anyMatch(shifts -> !shifts.isEmpty()),
                "weekly",
                "required",
                "must have a shift on some day of the week");
    }

    /** Round the clock, every day. */
    public static BusinessCalendar always() {
        return ALWAYS;
    }

    /** The same shifts from Monday to Friday. */
    public static BusinessCalendar weekdays(ZoneId zone, Shift... shifts) {
        List<DayOfWeek> days = List.of(DayOfWeek.values()).subList(0, 5);
        return new BusinessCalendar(zone, week(days, shifts), Set.of(), Map.of());
    }

    public BusinessCalendar withHolidays(LocalDate... days) {
        return new BusinessCalendar(
                zone,
                weekly,
                Sets.union(holidays, ImmutableSortedSet.copyOf(days)).immutableCopy(),
                exceptions);
    }

    /** The same but for one day that has these shifts, whatever else is said of it. */
    public BusinessCalendar withException(LocalDate day, Shift... shifts) {
        return new BusinessCalendar(
                zone,
                weekly,
                holidays,
                ImmutableMap.<LocalDate, List<Shift>>builder()
                        .putAll(exceptions)
                        .put(day, List.of(shifts))
                        .buildKeepingLast());
    }

    /** The shifts worked on a day, in order. */
    public List<Shift> shiftsOn(LocalDate day) {
        List<Shift> exception = exceptions.get(day);
        if (exception != null) {
            return exception;
        }
        return holidays.contains(day) ? List.of() : weekly.getOrDefault(day.getDayOfWeek(), List.of());
    }

    /** The business time from one instant to another; negative if the other comes first. */
    public Duration between(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return between(to, from).negated();
        }
        Duration sum = Duration.ZERO;
        LocalDate last = dayOf(to).plusDays(1);
        for (LocalDate day = dayOf(from).minusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            for (Shift shift : shiftsOn(day)) {
                Instant begin = later(from, beginOf(shift, day));
                Instant end = earlier(to, endOf(shift, day));
                sum = begin.isBefore(end) ? sum.plus(Duration.between(begin, end)) : sum;
            }
        }
        return sum;
    }

    /**
     * The first instant by which that much business time has passed; the start itself for none.
     *
     * @param business zero to {@link #LONGEST}
     */
    public Instant plus(Instant start, Duration business) {
        Check.that(
                !business.isNegative() && business.compareTo(LONGEST) <= 0,
                "business",
                "range",
                "must be between 0 and " + LONGEST.toDays() + " days");
        if (business.isZero()) {
            return start;
        }
        Duration left = business;
        for (LocalDate day = dayOf(start).minusDays(1); ; day = day.plusDays(1)) {
            for (Shift shift : shiftsOn(day)) {
                Instant begin = later(start, beginOf(shift, day));
                Instant end = endOf(shift, day);
                Duration worked = begin.isBefore(end) ? Duration.between(begin, end) : Duration.ZERO;
                if (left.compareTo(worked) <= 0) {
                    return begin.plus(left);
                }
                left = left.minus(worked);
            }
        }
    }

    /**
     * A walk over days starts one before this and ends one after: where clocks are set back just after midnight, the first
     * minutes of a day come before the last hour of the day before.
     */
    private LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    private Instant beginOf(Shift shift, LocalDate day) {
        return instantOf(day.atTime(shift.from()));
    }

    private Instant endOf(Shift shift, LocalDate day) {
        return instantOf(
                shift.to().equals(LocalTime.MIDNIGHT) ? day.plusDays(1).atStartOfDay() : day.atTime(shift.to()));
    }

    /** Keeps the order of local times, unlike {@link LocalDateTime#atZone}, which moves skipped ones behind later ones. */
    private Instant instantOf(LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).toInstant();
    }

    private static ImmutableMap<DayOfWeek, List<Shift>> week(Collection<DayOfWeek> days, Shift... shifts) {
        return Maps.toMap(days, day -> List.of(shifts));
    }

    private static List<Shift> inOrder(String field, Collection<Shift> shifts) {
        ImmutableList<Shift> sorted = ImmutableList.sortedCopyOf(Comparator.comparing(Shift::from), shifts);
        for (int i = 1; i < sorted.size(); i++) {
            Check.that(
                    sorted.get(i - 1).isBefore(sorted.get(i)),
                    field,
                    "overlap",
                    "must have shifts that do not overlap");
        }
        return sorted;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
