package io.guanxi.examples.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What plain JDBC would write: the rows of one table that the library has written for a template aggregate, to be written again for
 * others by one prepared statement into a table of the same shape.
 */
final class PlainRows {

    /** In the template's texts, what another aggregate must have of its own. */
    static final String UNIQUE = "template@";

    private final String insert;
    private final String update;
    private final List<Row> rows;
    private final UUID template;

    private PlainRows(String insert, String update, List<Row> rows, UUID template) {
        this.insert = insert;
        this.update = update;
        this.rows = rows;
        this.template = template;
    }

    static PlainRows of(Connection connection, String from, String to, String idColumn, UUID template, String order)
            throws SQLException {
        String query = "select * from " + from + " where " + idColumn + " = ? order by " + order;
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setObject(1, template);
            try (ResultSet result = select.executeQuery()) {
                List<String> names = new ArrayList<>();
                ResultSetMetaData columns = result.getMetaData();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    names.add(columns.getColumnName(i));
                }
                List<Integer> kept = IntStream.range(0, names.size())
                        .filter(i -> !names.get(i).equalsIgnoreCase("position"))
                        .boxed()
                        .toList();
                List<Row> rows = new ArrayList<>();
                while (result.next()) {
                    List<@Nullable Object> values = new ArrayList<>();
                    List<Integer> types = new ArrayList<>();
                    for (int i : kept) {
                        values.add(result.getObject(i + 1));
                        types.add(columns.getColumnType(i + 1));
                    }
                    rows.add(new Row(values, types));
                }
                return statements(to, idColumn, kept.stream().map(names::get).toList(), rows, template);
            }
        }
    }

    private static PlainRows statements(String to, String idColumn, List<String> names, List<Row> rows, UUID template) {
        String columns = names.stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "));
        String marks = names.stream().map(each -> "?").collect(Collectors.joining(", "));
        String sets = names.stream().map(each -> '"' + each + "\" = ?").collect(Collectors.joining(", "));
        return new PlainRows(
                "insert into " + to + " (" + columns + ") values (" + marks + ")",
                "update " + to + " set " + sets + " where tenant = 'main' and " + idColumn + " = ?",
                rows,
                template);
    }

    int size() {
        return rows.size();
    }

    /** Inserts the rows numbered from..to (exclusive). */
    void insert(Connection connection, int from, int to, UUID id, String unique) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (Row row : rows.subList(from, to)) {
                set(statement, row, id, unique);
                statement.executeUpdate();
            }
        }
    }

    /** Replaces the row of the aggregate by the last one of the template. */
    void update(Connection connection, UUID id, String unique) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            int count = set(statement, rows.get(rows.size() - 1), id, unique);
            statement.setObject(count + 1, id);
            statement.executeUpdate();
        }
    }

    private int set(PreparedStatement statement, Row row, UUID id, String unique) throws SQLException {
        for (int i = 0; i < row.values().size(); i++) {
            Object value = row.values().get(i);
            if (value == null) {
                statement.setNull(i + 1, row.types().get(i));
            } else {
                statement.setObject(i + 1, replaced(value, id, unique));
            }
        }
        return row.values().size();
    }

    private Object replaced(Object value, UUID id, String unique) {
        if (value.equals(template)) {
            return id;
        }
        return value instanceof String text
                ? text.replace(UNIQUE, unique + "@").replace(template.toString(), id.toString())
                : value;
    }

    private record Row(List<@Nullable Object> values, List<Integer> types) {}
}
