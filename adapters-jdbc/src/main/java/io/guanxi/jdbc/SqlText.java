package io.guanxi.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A statement while it is put together, and the values of its question marks. Values never become text of the statement. */
final class SqlText {

    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();

    SqlText(String text) {
        this.text.append(text);
    }

    SqlText add(String more) {
        text.append(more);
        return this;
    }

    SqlText add(SqlText more) {
        text.append(more.text);
        values.addAll(more.values);
        return this;
    }

    /** The value of the next question mark. */
    SqlText bind(@Nullable Object value) {
        values.add(value);
        return this;
    }

    SqlText bindAll(Collection<? extends @Nullable Object> all) {
        values.addAll(all);
        return this;
    }

    List<@Nullable Object> values() {
        return values;
    }

    PreparedStatement prepared(Connection connection, Dialect dialect) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        try {
            bindAll(statement, values, dialect);
        } catch (SQLException | RuntimeException failure) {
            statement.close();
            throw failure;
        }
        return statement;
    }

    static void bindAll(PreparedStatement statement, List<? extends @Nullable Object> values, Dialect dialect)
            throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            bind(statement, i + 1, value == null ? null : dialect.bound(value));
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else if (value instanceof Boolean flag) {
            statement.setBoolean(index, flag);
        } else if (value instanceof BigDecimal decimal) {
            statement.setBigDecimal(index, decimal);
        } else if (value instanceof UUID || value instanceof Temporal) {
            statement.setObject(index, value);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (value instanceof Object[] array) {
            statement.setArray(index, statement.getConnection().createArrayOf(typeName(array), array));
        } else {
            throw new IllegalArgumentException(
                    "No column holds a " + value.getClass().getName());
        }
    }

    private static String typeName(Object[] array) {
        if (array instanceof UUID[]) {
            return "uuid";
        }
        return array instanceof Long[] ? "bigint" : "varchar";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
