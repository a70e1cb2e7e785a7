package io.guanxi.jdbc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Columns of rows as the arrays that PostgreSQL reads. */
final class PostgresArrays {

    private static final DateTimeFormatter FAR_DATES = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 10, SignStyle.NEVER)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter FAR_TIMES = new DateTimeFormatterBuilder()
            .append(FAR_DATES)
            .appendPattern("'T'HH:mm:ss.SSSSSSX")
            .toFormatter(Locale.ROOT);

    private PostgresArrays() {}

    /** As PostgreSQL writes arrays. The driver does so too, in twice the time. */
    static String written(List<? extends List<? extends @Nullable Object>> rows, int column) {
        StringBuilder text = new StringBuilder(rows.size() * 16).append('{');
        for (List<? extends @Nullable Object> row : rows) {
            if (text.length() > 1) {
                text.append(',');
            }
            Object value = row.get(column);
            if (value instanceof String string) {
                quote(string, text);
            } else if (value instanceof Instant instant) {
                text.append('"').append(written(instant)).append('"');
            } else if (value instanceof LocalDate date) {
                text.append('"').append(written(date)).append('"');
            } else {
                text.append(value == null ? "NULL" : value);
            }
        }
        return text.append('}').toString();
    }

    private static void quote(String string, StringBuilder text) {
        text.append('"');
        if (string.indexOf('"') < 0 && string.indexOf('\\') < 0) {
            text.append(string);
        } else {
            for (int i = 0; i < string.length(); i++) {
                char each = string.charAt(i);
                if (each == '"' || each == '\\') {
                    text.append('\\');
                }
                text.append(each);
            }
        }
        text.append('"');
    }

    /** In the years that ISO writes with four digits as ISO does; the others as PostgreSQL does. */
    private static String written(Instant instant) {
        OffsetDateTime time = OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
        return isPlain(time.getYear()) ? instant.toString() : FAR_TIMES.format(time) + era(time.getYear());
    }

    private static String written(LocalDate date) {
        return isPlain(date.getYear()) ? date.toString() : FAR_DATES.format(date) + era(date.getYear());
    }

    private static boolean isPlain(int year) {
        return year > 0 && year < 10_000;
    }

    private static String era(int year) {
        return year > 0 ? "" : " BC";
    }
}
