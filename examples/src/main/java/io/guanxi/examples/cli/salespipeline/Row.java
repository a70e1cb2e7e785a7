package io.guanxi.examples.cli.salespipeline;

import com.google.common.base.CharMatcher;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** One row of a file. What it cannot answer, it turns down with the column and the reason. */
final class Row {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final int SHOWN = 60;

    private final String file;
    private final Map<String, Integer> places;
    private final int width;
    private final CsvRecord fields;

    Row(String file, Map<String, Integer> places, int width, CsvRecord fields) {
        this.file = file;
        this.places = places;
        this.width = width;
        this.fields = fields;
    }

    String file() {
        return file;
    }

    /** The number of the line on which the row begins; the first of the file is 1. */
    long line() {
        return fields.getStartingLineNumber();
    }

    /** The text without surrounding white space, or null if nothing is left. */
    @Nullable
    String optional(String column, int max) {
        int place = places.getOrDefault(column, Integer.MAX_VALUE);
        String text = place < fields.getFieldCount()
                ? CharMatcher.whitespace().or(CharMatcher.is('\uFEFF')).trimFrom(fields.getField(place))
                : "";
        if (text.length() > max) {
            throw new RowException(column, "has more than " + max + " characters");
        }
        if (CharMatcher.javaIsoControl().matchesAnyOf(text)) {
            throw new RowException(column, "contains a line break or another control character");
        }
        return text.isEmpty() ? null : text;
    }

    String text(String column, int max) {
        String text = optional(column, max);
        if (text == null) {
            throw new RowException(column, "is empty");
        }
        return text;
    }

    @Nullable
    LocalDate date(String column) {
        String text = optional(column, Integer.MAX_VALUE);
        if (text == null) {
            return null;
        }
        try {
            if (DATE.matcher(text).matches()) {
                LocalDate date = LocalDate.parse(text);
                if (date.getYear() > 0) {
                    return date;
                }
            }
        } catch (DateTimeException impossible) {
            throw new RowException(column, quoted(text) + " is no day of the calendar");
        }
        throw new RowException(column, quoted(text) + " is no date such as 2017-03-01");
    }

    /** An amount of money, not negative and without more decimals than the currency has. */
    @Nullable
    Money money(String column, CurrencyUnit currency, int movedPoint) {
        BigDecimal number = number(column);
        if (number == null) {
            return null;
        }
        if (number.signum() < 0) {
            throw new RowException(column, number.toPlainString() + " is negative");
        }
        BigDecimal amount = number.movePointRight(movedPoint).stripTrailingZeros();
        if (amount.scale() > currency.getDecimalPlaces()) {
            throw new RowException(column, number.toPlainString() + " has more decimals than " + currency + " has");
        }
        return Money.of(currency, amount);
    }

    /** A whole number in a closed range. */
    @Nullable
    Integer integer(String column, int min, int max) {
        BigDecimal number = number(column);
        if (number == null) {
            return null;
        }
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        if (!whole || number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw new RowException(
                    column, number.toPlainString() + " is no whole number between " + min + " and " + max);
        }
        return number.intValueExact();
    }

    private @Nullable BigDecimal number(String column) {
        String text = optional(column, Integer.MAX_VALUE);
        if (text == null) {
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new RowException(column, quoted(text) + " is no number such as 1054 or 1054.50");
        }
        return new BigDecimal(text);
    }

    /** With more fields than the file has columns, unless empty, nobody can tell which belongs where. */
    void requireShape() {
        for (int i = width; i < fields.getFieldCount(); i++) {
            if (!fields.getField(i).isBlank()) {
                throw new RowException(
                        null, "the row has " + fields.getFieldCount() + " fields for " + width + " columns");
            }
        }
    }

    static String quoted(String text) {
        return '"' + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…") + '"';
    }
}
