package io.guanxi.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.kernel.CrmException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** The first week of October is a holiday, and two weekend days are worked instead, one of them by half. */
    private static final BusinessCalendar OFFICE = BusinessCalendar.weekdays(
                    SHANGHAI, Shift.of("09:00", "12:00"), Shift.of("13:00", "18:00"))
            .withHolidays(days("2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"))
            .withException(LocalDate.parse("2026-09-27"), Shift.of("09:00", "12:00"), Shift.of("13:00", "18:00"))
            .withException(LocalDate.parse("2026-10-10"), Shift.of("09:00", "12:00"))
            .withException(LocalDate.parse("2026-10-13"));

    private static LocalDate[] days(String... days) {
        return Arrays.stream(days).map(LocalDate::parse).toArray(LocalDate[]::new);
    }

    private static Instant shanghai(String local) {
        return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
    }

    @ParameterizedTest(name = "{4}: {0} to {1} is {2}")
    @CsvSource({
        // from            to                business due when that much is added to the start
        "2026-09-21T09:00, 2026-09-21T10:00, PT1H,   2026-09-21T10:00, within a shift",
        "2026-09-21T11:30, 2026-09-21T13:30, PT1H,   2026-09-21T13:30, over lunch",
        "2026-09-21T12:10, 2026-09-21T12:50, PT0S,   2026-09-21T12:10, within lunch",
        "2026-09-21T09:00, 2026-09-21T13:00, PT3H,   2026-09-21T12:00, to the end of lunch",
        "2026-09-21T09:00, 2026-09-21T18:00, PT8H,   2026-09-21T18:00, a whole day",
        "2026-09-21T17:00, 2026-09-22T10:00, PT2H,   2026-09-22T10:00, over night",
        "2026-09-21T20:00, 2026-09-22T09:30, PT30M,  2026-09-22T09:30, from the evening",
        "2026-09-18T17:00, 2026-09-21T10:00, PT2H,   2026-09-21T10:00, over a weekend",
        "2026-09-19T10:00, 2026-09-20T10:00, PT0S,   2026-09-19T10:00, within a weekend",
        "2026-09-25T17:00, 2026-09-28T10:00, PT10H,  2026-09-28T10:00, with a make-up Sunday",
        "2026-09-30T17:00, 2026-10-08T10:00, PT2H,   2026-10-08T10:00, over a holiday week",
        "2026-10-09T17:00, 2026-10-12T10:00, PT5H,   2026-10-12T10:00, with half a make-up Saturday",
        "2026-10-12T17:00, 2026-10-14T10:00, PT2H,   2026-10-14T10:00, over a day off",
        "2026-09-21T09:00, 2026-09-28T09:00, PT48H,  2026-09-27T18:00, a week of six days",
        "2026-09-21T09:00, 2026-09-21T09:00, PT0S,   2026-09-21T09:00, no time"
    })
    void countsWhatIsWorked(String from, String to, Duration business, String due, String name) {
        assertThat(OFFICE.between(shanghai(from), shanghai(to))).as(name).isEqualTo(business);
        assertThat(OFFICE.between(shanghai(to), shanghai(from))).as(name).isEqualTo(business.negated());
        assertThat(OFFICE.plus(shanghai(from), business)).as(name).isEqualTo(shanghai(due));
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        // shift   2026-03-29 jumps from 02:00 +01:00 to 03:00 +02:00; 2026-10-25 falls from 03:00 +02:00 to 02:00
        // +01:00
        "00:00-06:00, 2026-03-29, 2026-03-29T00:00+01:00, 2026-03-29T06:00+02:00, spring: an hour less",
        "01:00-02:30, 2026-03-29, 2026-03-29T01:00+01:00, 2026-03-29T03:00+02:00, spring: an end that is skipped",
        "02:30-06:00, 2026-03-29, 2026-03-29T03:00+02:00, 2026-03-29T06:00+02:00, spring: a start that is skipped",
        "02:00-03:00, 2026-03-29, 2026-03-29T03:00+02:00, 2026-03-29T03:00+02:00, spring: a shift that is skipped",
        "00:00-24:00, 2026-03-29, 2026-03-29T00:00+01:00, 2026-03-30T00:00+02:00, spring: a day of 23 hours",
        "00:00-06:00, 2026-10-25, 2026-10-25T00:00+02:00, 2026-10-25T06:00+01:00, autumn: an hour more",
        "01:00-02:30, 2026-10-25, 2026-10-25T01:00+02:00, 2026-10-25T02:30+02:00, autumn: an end that comes twice",
        "02:30-06:00, 2026-10-25, 2026-10-25T02:30+02:00, 2026-10-25T06:00+01:00, autumn: a start that comes twice",
        "00:00-24:00, 2026-10-25, 2026-10-25T00:00+02:00, 2026-10-26T00:00+01:00, autumn: a day of 25 hours",
        "09:00-17:00, 2026-10-25, 2026-10-25T09:00+01:00, 2026-10-25T17:00+01:00, autumn: work by day is as ever"
    })
    void aShiftOverAChangeOfTheClocksIsAsLongAsItIs(
            String shift, LocalDate day, OffsetDateTime begin, OffsetDateTime end, String name) {
        var calendar = BusinessCalendar.weekdays(BERLIN, Shift.of("10:00", "11:00"))
                .withException(day, Shift.of(shift.substring(0, 5), shift.substring(6)));
        Instant before = begin.toInstant().minusSeconds(7_200);
        Duration length = Duration.between(begin, end);
        assertThat(calendar.between(before, end.toInstant().plusSeconds(7_200)))
                .as(name)
                .isEqualTo(length);
        assertThat(calendar.between(begin.toInstant(), end.toInstant()))
                .as(name)
                .isEqualTo(length);
        assertThat(calendar.plus(before, length)).as(name).isEqualTo(length.isZero() ? before : end.toInstant());
    }

    /** Two shifts that meet within the hour that comes twice count each moment once. */
    @Test
    void shiftsThatMeetInTheRepeatedHourDoNotOverlap() {
        var calendar = BusinessCalendar.weekdays(BERLIN, Shift.of("10:00", "11:00"))
                .withException(LocalDate.parse("2026-10-25"), Shift.of("00:00", "02:30"), Shift.of("02:30", "24:00"));
        assertThat(calendar.between(Instant.parse("2026-10-24T12:00:00Z"), Instant.parse("2026-10-26T03:00:00Z")))
                .isEqualTo(Duration.ofHours(25));
    }

    /** In St. John's the clocks once fell from 00:01 to 23:01 of the day before. */
    @Test
    void aDayMayBeginBeforeTheDayBeforeHasEnded() {
        var calendar = new BusinessCalendar(
                ZoneId.of("America/St_Johns"),
                Map.of(DayOfWeek.SUNDAY, List.of(Shift.of("00:00", "24:00"))),
                Set.of(),
                Map.of());
        Instant midnight = Instant.parse("2010-11-07T02:30:00Z");
        assertThat(calendar.between(midnight, midnight.plusSeconds(1_800))).isEqualTo(Duration.ofMinutes(30));
        assertThat(calendar.plus(midnight.plusSeconds(600), Duration.ofMinutes(1)))
                .isEqualTo(midnight.plusSeconds(660));
    }

    @Test
    void aNightShiftIsTwoShifts() {
        var calendar = BusinessCalendar.weekdays(BERLIN, Shift.of("22:00", "24:00"), Shift.of("00:00", "06:00"));
        Instant evening = Instant.parse("2026-03-02T20:00:00Z");
        assertThat(calendar.between(evening, evening.plus(Duration.ofHours(12))))
                .isEqualTo(Duration.ofHours(8));
        assertThat(calendar.plus(evening, Duration.ofHours(3))).isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
    }

    @Test
    void alwaysCountsEverything() {
        Instant start = Instant.parse("2026-03-27T22:15:30.123456Z");
        Duration week = Duration.ofDays(7).plusSeconds(1);
        assertThat(BusinessCalendar.always().between(start, start.plus(week))).isEqualTo(week);
        assertThat(BusinessCalendar.always().plus(start, week)).isEqualTo(start.plus(week));
    }

    @Test
    void anExceptionGoesBeforeAHolidayAndTheLastOneCounts() {
        LocalDate day = LocalDate.parse("2026-03-02");
        var calendar = OFFICE.withHolidays(day);
        assertThat(calendar.shiftsOn(day)).isEmpty();
        assertThat(calendar.withException(day, Shift.of("10:00", "11:00")).shiftsOn(day))
                .containsExactly(Shift.of("10:00", "11:00"));
        assertThat(calendar.withException(day, Shift.of("10:00", "11:00"))
                        .withException(day)
                        .shiftsOn(day))
                .isEmpty();
    }

    @Test
    void shiftsAreKeptInOrder() {
        assertThat(BusinessCalendar.weekdays(BERLIN, Shift.of("13:00", "24:00"), Shift.of("09:00", "12:00")))
                .isEqualTo(BusinessCalendar.weekdays(BERLIN, Shift.of("09:00", "12:00"), Shift.of("13:00", "24:00")));
    }

    @Test
    void aHolidayOfYearsEndsToo() {
        LocalDate first = LocalDate.parse("2026-01-01");
        var calendar = BusinessCalendar.weekdays(BERLIN, Shift.of("09:00", "17:00"))
                .withHolidays(Stream.iterate(first, day -> day.plusDays(1))
                        .limit(1_000)
                        .toArray(LocalDate[]::new));
        assertThat(calendar.plus(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofHours(1)))
                .isEqualTo(Instant.parse("2028-09-27T08:00:00Z"));
    }

    @Test
    void aCalendarWithoutAnyWorkIsRefused() {
        invalid(() -> BusinessCalendar.weekdays(BERLIN));
        invalid(() -> new BusinessCalendar(
                BERLIN,
                Map.of(),
                Set.of(),
                Map.of(LocalDate.parse("2026-03-02"), List.of(Shift.of("09:00", "12:00")))));
    }

    @Test
    void shiftsDoNotOverlap() {
        invalid(() -> BusinessCalendar.weekdays(BERLIN, Shift.of("09:00", "12:01"), Shift.of("12:00", "18:00")));
        invalid(() -> BusinessCalendar.weekdays(BERLIN, Shift.of("09:00", "24:00"), Shift.of("12:00", "18:00")));
        invalid(() -> OFFICE.withException(
                LocalDate.parse("2026-03-02"), Shift.of("09:00", "12:00"), Shift.of("09:00", "12:00")));
    }

    @Test
    void aShiftEndsAfterItBegins() {
        invalid(() -> Shift.of("12:00", "12:00"));
        invalid(() -> Shift.of("18:00", "09:00"));
        invalid(() -> new Shift(LocalTime.of(9, 0, 1), LocalTime.NOON));
        invalid(() -> new Shift(LocalTime.of(9, 0), LocalTime.MAX));
        assertThat(Shift.of("00:00", "24:00").to()).isEqualTo(LocalTime.MIDNIGHT);
    }

    @Test
    void dueInstantsAreLookedForWithinReason() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        invalid(() -> OFFICE.plus(start, Duration.ofSeconds(-1)));
        invalid(() -> OFFICE.plus(start, BusinessCalendar.LONGEST.plusNanos(1)));
        assertThat(OFFICE.between(start, OFFICE.plus(start, BusinessCalendar.LONGEST)))
                .isEqualTo(BusinessCalendar.LONGEST);
    }

    private static void invalid(ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(CrmException.Invalid.class);
    }
}
