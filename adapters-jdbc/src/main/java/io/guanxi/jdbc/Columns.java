package io.guanxi.jdbc;

import io.guanxi.application.view.AttributeType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of attributes as columns hold them. */
final class Columns {

    private static final int DECIMALS = 8;

    private Columns() {}

    /** A stored value as its column holds it: itself, but for sets of texts. */
    static @Nullable Object written(@Nullable Object value) {
        return value instanceof Collection<?> texts ? joined(texts) : value;
    }

    /** Texts in one column, in order: {@code |a|b|}. What lies between two bars is a text, for no text holds a bar any more. */
    private static String joined(Collection<?> texts) {
        return new TreeSet<>(texts)
                .stream().map(each -> marked(each.toString())).collect(Collectors.joining("", "|", ""));
    }

    /** One text between bars, without the bar before it. */
    private static String marked(String text) {
        return text.replace("\\", "\\\\").replace("|", "\\p") + "|";
    }

    /** One text as it is found among others. */
    static String between(String text) {
        return "|" + marked(text);
    }

    /** The value of a column as the attribute's stored value. */
    static @Nullable Object read(ResultSet row, int index, AttributeType type, Dialect dialect) throws SQLException {
        return switch (type) {
            case TEXT, TEXTS -> row.getString(index);
            case INTEGER -> row.getObject(index, Long.class);
            case DECIMAL -> decimal(row.getBigDecimal(index), DECIMALS);
            case BOOLEAN -> row.getObject(index, Boolean.class);
            case DATE -> row.getObject(index, LocalDate.class);
            case INSTANT -> dialect.instant(row, index);
            case REFERENCE -> dialect.uuid(row, index);
        };
    }

    /** A sum has as many decimals as what was summed up. */
    static @Nullable BigDecimal sum(ResultSet row, int index, AttributeType type) throws SQLException {
        return decimal(row.getBigDecimal(index), type == AttributeType.DECIMAL ? DECIMALS : 0);
    }

    private static @Nullable BigDecimal decimal(@Nullable BigDecimal value, int decimals) {
        return value == null ? null : value.setScale(decimals, RoundingMode.UNNECESSARY);
    }
}
