package io.guanxi.domain.kernel;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What makes a value possible at all. Every failure is a {@link CrmException.Invalid} that names field and rule. */
public final class Check {

    /** Amounts stay below it, so that the sum of many still fits a column of any database. */
    public static final BigDecimal MAX_AMOUNT = BigDecimal.TEN.pow(15);

    /** Control characters other than line break and tab never belong in business text, and PostgreSQL cannot store NUL. */
    private static final CharMatcher CONTROL = CharMatcher.javaIsoControl().and(CharMatcher.noneOf("\n\r\t"));

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant BEHIND = Instant.parse("+10000-01-01T00:00:00Z");

    private Check() {}

    /** Fails unless the condition holds. */
    public static void that(boolean condition, String field, String rule, String message) {
        if (!condition) {
            throw new CrmException.Invalid(field, rule, message);
        }
    }

    /** A text that says something: stripped of surrounding white space, then 1 to {@code max} characters without controls. */
    public static String text(String field, @Nullable String value, int max) {
        String stripped = value == null ? "" : value.strip();
        that(!stripped.isEmpty(), field, "required", "must not be blank");
        that(stripped.length() <= max, field, "length", "must have at most " + max + " characters");
        that(CONTROL.matchesNoneOf(stripped), field, "control-character", "must not contain control characters");
        that(paired(stripped), field, "unicode", "must not contain half a surrogate pair");
        return stripped;
    }

    /** As {@link #text}, but blank means absent. */
    public static @Nullable String optionalText(String field, @Nullable String value, int max) {
        return value == null || value.isBlank() ? null : text(field, value, max);
    }

    /** Distinct texts in their natural order, at most {@code maxCount} of them. */
    public static Set<String> texts(String field, Collection<String> values, int max, int maxCount) {
        that(values.size() <= maxCount, field, "size", "must have at most " + maxCount + " entries");
        return values.stream()
                .map(each -> text(field, each, max))
                .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    }

    /** An unchanging copy of at most {@code maxCount} entries. */
    public static <T> List<T> list(String field, Collection<? extends T> values, int maxCount) {
        that(values.size() <= maxCount, field, "size", "must have at most " + maxCount + " entries");
        return ImmutableList.copyOf(values);
    }

    /** A number in a closed range. */
    public static long range(String field, long value, long min, long max) {
        that(value >= min && value <= max, field, "range", "must be between " + min + " and " + max);
        return value;
    }

    /** A date that every database can store: in the years 1 to 9999, or absent. */
    public static void date(String field, @Nullable LocalDate value) {
        that(
                value == null || (value.getYear() >= 1 && value.getYear() <= 9_999),
                field,
                "range",
                "must lie in the years 1 to 9999");
    }

    /** An instant that every database can store: in the years 1 to 9999, cut to microseconds. */
    public static Instant instant(String field, Instant value) {
        that(!value.isBefore(FIRST) && value.isBefore(BEHIND), field, "range", "must lie in the years 1 to 9999");
        return value.truncatedTo(ChronoUnit.MICROS);
    }

    /** As {@link #instant}, or absent. */
    public static @Nullable Instant optionalInstant(String field, @Nullable Instant value) {
        return value == null ? null : instant(field, value);
    }

    /** What something can be worth: not less than nothing and below {@link #MAX_AMOUNT}, or absent. */
    public static void amount(String field, @Nullable Money value) {
        that(value == null || !value.isNegative(), field, "range", "must not be negative");
        that(value == null || value.getAmount().compareTo(MAX_AMOUNT) < 0, field, "range", "must be below 10^15");
    }

    /** Makes the value; what is wrong with it is reported as part of {@code field}. */
    public static <T> T inside(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (CrmException.Invalid invalid) {
            throw invalid.inside(field);
        }
    }

    private static boolean paired(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
