package io.guanxi.domain.notation;

import com.google.common.collect.ImmutableMap;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days as people and programs write them: {@code 2017-03-01}, {@code 2017/3/1}, {@code 20170301}, {@code 1.3.2017}, {@code 3/1/17},
 * {@code 1 March 2017}, {@code Mar 1st, 2017}, {@code 2017年3月1日}, {@code 二〇一七年三月一日}; a time of day behind it is passed
 * over. Years of two digits are those from 1969 to 2068 (POSIX, {@code strptime}).
 */
public final class DateText {

    /** What {@code 3/4/2017} means. One cell alone cannot tell, a column mostly can: {@link #orderOf}. */
    public enum Order {
        DAY_FIRST,
        MONTH_FIRST,
        /** Then a day that could be read in two ways is refused. */
        UNKNOWN
    }

    private static final int LAST_YEAR_OF_THIS_CENTURY = 68;

    private static final String TIME = "(?:(?:[T ]\\s*|,\\s*)\\d{1,2}[:时点].*)?";
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})\\s?([-/.年])\\s?(\\d{1,2})\\s?(?:\\2|月)\\s?(\\d{1,2})\\s?[日号]?\\s?" + TIME);
    private static final Pattern DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:T?\\d{4,6}Z?)?");
    private static final Pattern YEAR_LAST =
            Pattern.compile("(\\d{1,2})\\s?([-/.])\\s?(\\d{1,2})\\s?\\2\\s?(\\d{4}|\\d{2})" + TIME);
    private static final String SPACE = "[-\\s/.,]+";
    private static final String WEEKDAY = "(?:\\p{L}{2,9}\\.?,\\s*)?";
    private static final String MONTH = "(\\p{L}{3,9})";
    private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
    private static final String YEAR = "(\\d{4}|\\d{2})";
    private static final Pattern DAY_MONTH_YEAR =
            Pattern.compile(WEEKDAY + DAY + SPACE + MONTH + SPACE + YEAR + TIME, Pattern.CASE_INSENSITIVE);
    private static final Pattern MONTH_DAY_YEAR =
            Pattern.compile(WEEKDAY + MONTH + SPACE + DAY + SPACE + "(\\d{4})" + TIME, Pattern.CASE_INSENSITIVE);
    private static final Pattern YEAR_MONTH_DAY =
            Pattern.compile("(\\d{4})" + SPACE + MONTH + SPACE + DAY + TIME, Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMERALS =
            Pattern.compile("([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]");

    private static final Map<String, Integer> MONTHS = ImmutableMap.<String, Integer>builder()
            .put("jan", 1)
            .put("feb", 2)
            .put("mar", 3)
            .put("apr", 4)
            .put("may", 5)
            .put("jun", 6)
            .put("jul", 7)
            .put("aug", 8)
            .put("sep", 9)
            .put("oct", 10)
            .put("nov", 11)
            .put("dec", 12)
            .buildOrThrow();
    private static final String FULL_MONTHS =
            "january february march april may june july august september october november december sept";

    private DateText() {}

    /**
     * The day that is meant.
     *
     * @throws CrmException.Invalid with rule {@code format} for what is no day, {@code calendar} for a day that never was, and
     *     {@code order} for one that could be two if the order is {@link Order#UNKNOWN}
     */
    public static LocalDate read(String text, Order order) {
        String clean = Normalizer.normalize(Check.text("date", text, 100), Normalizer.Form.NFKC);
        return yearFirst(clean)
                .or(() -> yearLast(clean, order))
                .or(() -> withName(clean))
                .or(() -> inNumerals(clean))
                .orElseThrow(() -> invalid("format", "must be a date such as 2026-03-01"));
    }

    /** What a column of such texts shows: the first that can be read in one order only decides. */
    public static Order orderOf(Collection<String> column) {
        for (String text : column) {
            Matcher found = YEAR_LAST.matcher(Normalizer.normalize(text.strip(), Normalizer.Form.NFKC));
            if (found.matches() && number(found, 1) != number(found, 3)) {
                if (number(found, 1) > 12 || found.group(2).equals(".")) {
                    return Order.DAY_FIRST;
                }
                if (number(found, 3) > 12) {
                    return Order.MONTH_FIRST;
                }
            }
        }
        return Order.UNKNOWN;
    }

    private static Optional<LocalDate> yearFirst(String text) {
        Matcher found = YEAR_FIRST.matcher(text);
        if (found.matches()) {
            return Optional.of(day(number(found, 1), number(found, 3), number(found, 4)));
        }
        Matcher digits = DIGITS.matcher(text);
        return digits.matches()
                ? Optional.of(day(number(digits, 1), number(digits, 2), number(digits, 3)))
                : Optional.empty();
    }

    private static Optional<LocalDate> yearLast(String text, Order order) {
        Matcher found = YEAR_LAST.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        int first = number(found, 1);
        int second = number(found, 3);
        int year = year(found.group(4));
        boolean certain = first > 12 || second > 12 || first == second;
        Check.that(
                certain || order != Order.UNKNOWN || found.group(2).equals("."),
                "date",
                "order",
                "must tell whether the day or the month comes first");
        boolean monthFirst = certain
                ? first <= 12
                : order == Order.MONTH_FIRST && !found.group(2).equals(".");
        return Optional.of(monthFirst ? day(year, first, second) : day(year, second, first));
    }

    private static Optional<LocalDate> withName(String text) {
        Matcher dayFirst = DAY_MONTH_YEAR.matcher(text);
        if (dayFirst.matches()) {
            return month(dayFirst.group(2)).map(month -> day(year(dayFirst.group(3)), month, number(dayFirst, 1)));
        }
        Matcher monthFirst = MONTH_DAY_YEAR.matcher(text);
        if (monthFirst.matches()) {
            return month(monthFirst.group(1)).map(month -> day(number(monthFirst, 3), month, number(monthFirst, 2)));
        }
        Matcher yearFirst = YEAR_MONTH_DAY.matcher(text);
        return yearFirst.matches()
                ? month(yearFirst.group(2)).map(month -> day(number(yearFirst, 1), month, number(yearFirst, 3)))
                : Optional.empty();
    }

    private static Optional<LocalDate> inNumerals(String text) {
        Matcher found = NUMERALS.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        int year = found.group(1).chars().reduce(0, (sum, c) -> sum * 10 + Numerals.digit(c));
        return Optional.of(day(year, Numerals.upTo99(found.group(2)), Numerals.upTo99(found.group(3))));
    }

    /** English only, in full or by three letters. */
    private static Optional<Integer> month(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean known = lower.length() == 3 || (' ' + FULL_MONTHS + ' ').contains(' ' + lower + ' ');
        return known ? Optional.ofNullable(MONTHS.get(lower.substring(0, 3))) : Optional.empty();
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        if (digits.length() == 4) {
            return year;
        }
        return year <= LAST_YEAR_OF_THIS_CENTURY ? 2000 + year : 1900 + year;
    }

    private static LocalDate day(int year, int month, int day) {
        try {
            LocalDate date = LocalDate.of(year, month, day);
            Check.date("date", date);
            return date;
        } catch (DateTimeException impossible) {
            throw invalid("calendar", "must be a day of the calendar");
        }
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static CrmException.Invalid invalid(String rule, String message) {
        return new CrmException.Invalid("date", rule, message);
    }
}
