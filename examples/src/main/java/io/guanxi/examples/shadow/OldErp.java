package io.guanxi.examples.shadow;

import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.shadow.LegacySystem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** An old ERP: its table of customers, and a log that a trigger of its writes. */
public final class OldErp implements LegacySystem {

    private static final String COLUMNS = "c.id, c.company, c.mail, c.trade, c.clerk, c.since";

    private final DataSource database;

    public OldErp(DataSource database) {
        this.database = database;
    }

    @Override
    public String source() {
        return "erp";
    }

    /** Of a customer that was changed twice, the log's earlier entry tells what is so now too: the last word is right. */
    @Override
    public List<Change> changes(@Nullable String after, int limit) {
        String query = "select l.seq, " + COLUMNS + " from change_log l join customer c on c.id = l.customer"
                + " where l.seq > ? order by l.seq limit ?";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, after == null ? 0 : Long.parseLong(after));
            statement.setInt(2, limit);
            List<Change> changes = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    changes.add(new Change(rows.getString("seq"), RecordKind.ORGANISATION, row(rows)));
                }
            }
            return changes;
        } catch (SQLException failure) {
            throw new IllegalStateException("the old ERP does not answer", failure);
        }
    }

    /** One after the other as they are read; the connection is closed with the stream. */
    @Override
    public Stream<Row> rows(RecordKind kind) {
        if (kind != RecordKind.ORGANISATION) {
            return Stream.empty();
        }
        try {
            Connection connection = database.getConnection();
            try {
                ResultSet rows = connection
                        .prepareStatement("select " + COLUMNS + " from customer c order by c.id")
                        .executeQuery();
                return StreamSupport.stream(new Walk(rows), false).onClose(() -> close(connection));
            } catch (SQLException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the old ERP does not answer", failure);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException("the old ERP does not answer", failure);
        }
    }

    /** Its words in ours: columns as an import knows them. */
    private static Row row(ResultSet row) throws SQLException {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("Name", text(row, "company"));
        cells.put("Email", text(row, "mail"));
        cells.put("Industry", text(row, "trade"));
        cells.put("Owner", text(row, "clerk"));
        cells.put("Created", text(row, "since"));
        return new Row(row.getString("id"), cells);
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    /** Row by row. */
    private static final class Walk extends Spliterators.AbstractSpliterator<Row> {

        private final ResultSet rows;

        Walk(ResultSet rows) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.rows = rows;
        }

        @Override
        public boolean tryAdvance(Consumer<? super Row> action) {
            try {
                if (!rows.next()) {
                    return false;
                }
                action.accept(row(rows));
                return true;
            } catch (SQLException failure) {
                throw new IllegalStateException("the old ERP does not answer", failure);
            }
        }
    }
}
