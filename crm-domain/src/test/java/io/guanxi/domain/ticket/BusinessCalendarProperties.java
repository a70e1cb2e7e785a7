package io.guanxi.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Calendars of Berlin and elsewhere, in the fortnights around the changes of the clocks of 2026. */
class BusinessCalendarProperties {

    @Property
    void whatIsAddedIsWhatLiesBetween(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("instants") Instant start,
            @ForAll("durations") Duration business) {
        assertThat(calendar.between(start, calendar.plus(start, business))).isEqualTo(business);
    }

    /** No earlier instant would do. */
    @Property
    void theDueInstantIsTheFirst(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("instants") Instant start,
            @ForAll("durations") Duration business) {
        Instant due = calendar.plus(start, business);
        assertThat(business.isZero()
                        || calendar.between(start, due.minusNanos(1)).compareTo(business) < 0)
                .isTrue();
    }

    @Property
    void timeAddsUp(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("instants") Instant a,
            @ForAll("instants") Instant b,
            @ForAll("instants") Instant c) {
        assertThat(calendar.between(a, b).plus(calendar.between(b, c))).isEqualTo(calendar.between(a, c));
    }

    @Property
    void dueInstantsAddUp(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("instants") Instant start,
            @ForAll("durations") Duration first,
            @ForAll("durations") Duration second) {
        Instant inSteps = calendar.plus(calendar.plus(start, first), second);
        assertThat(second.isZero() ? calendar.plus(start, first) : calendar.plus(start, first.plus(second)))
                .isEqualTo(inSteps);
    }

    @Property(tries = 300)
    void countingMinuteByMinuteAgrees(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("instants") Instant start,
            @ForAll @IntRange(max = 10 * 24 * 60) int minutes) {
        long worked = IntStream.range(0, minutes)
                .filter(minute -> isWorked(calendar, start.plusSeconds(60L * minute)))
                .count();
        assertThat(calendar.between(start, start.plusSeconds(60L * minutes))).isEqualTo(Duration.ofMinutes(worked));
    }

    /** Looks at the wall clock alone; true to the shifts as long as none begins or ends within an hour that comes twice. */
    private static boolean isWorked(BusinessCalendar calendar, Instant instant) {
        ZonedDateTime local = instant.atZone(calendar.zone());
        LocalDate day = local.toLocalDate();
        LocalTime time = local.toLocalTime();
        List<Shift> shifts = calendar.exceptions().containsKey(day)
                ? calendar.exceptions().get(day)
                : calendar.holidays().contains(day)
                        ? List.of()
                        : calendar.weekly().get(day.getDayOfWeek());
        return shifts != null
                && shifts.stream()
                        .anyMatch(shift -> !time.isBefore(shift.from())
                                && (shift.to().equals(LocalTime.MIDNIGHT) || time.isBefore(shift.to())));
    }

    @Provide
    Arbitrary<Instant> instants() {
        Arbitrary<Instant> around =
                Arbitraries.of("2026-03-22T00:00:00Z", "2026-10-18T00:00:00Z").map(Instant::parse);
        return Combinators.combine(around, Arbitraries.integers().between(0, 14 * 24 * 60))
                .as((start, minutes) -> start.plusSeconds(60L * minutes));
    }

    @Provide
    Arbitrary<Duration> durations() {
        return Arbitraries.longs().between(0, 60 * 3_600).map(Duration::ofSeconds);
    }

    @Provide
    Arbitrary<BusinessCalendar> calendars() {
        Arbitrary<ZoneId> zone = Arbitraries.of("Europe/Berlin", "Asia/Shanghai", "America/St_Johns")
                .map(ZoneId::of);
        Arbitrary<LocalDate> day = Arbitraries.of(LocalDate.parse("2026-03-22"), LocalDate.parse("2026-10-18"))
                .flatMap(start -> Arbitraries.integers().between(0, 14).map(start::plusDays));
        return Combinators.combine(
                        zone,
                        Arbitraries.maps(Arbitraries.of(DayOfWeek.class), shifts())
                                .ofMaxSize(7)
                                .filter(weekly -> weekly.values().stream().anyMatch(each -> !each.isEmpty())),
                        day.set().ofMaxSize(4),
                        Arbitraries.maps(day, shifts()).ofMaxSize(4))
                .as(BusinessCalendar::new);
    }

    /** Up to three shifts a day with breaks between them, from and to full hours. */
    private static Arbitrary<List<Shift>> shifts() {
        return Arbitraries.integers().between(0, 24).set().ofMaxSize(6).map(edges -> {
            List<Integer> sorted = new ArrayList<>(new TreeSet<>(edges));
            List<Shift> shifts = new ArrayList<>();
            for (int i = 0; i + 1 < sorted.size(); i += 2) {
                shifts.add(new Shift(LocalTime.of(sorted.get(i), 0), LocalTime.of(sorted.get(i + 1) % 24, 0)));
            }
            return shifts;
        });
    }
}
