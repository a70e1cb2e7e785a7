package io.guanxi.jdbc;

import static java.util.Objects.requireNonNull;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs statements in the current transaction. */
final class Sql {

    private static final int FETCH_SIZE = 1_000;
    private static final int WORTH_ARRAYS = 4;

    private final Transactions transactions;
    private final Dialect dialect;

    Sql(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /** Makes an object of a row. */
    @FunctionalInterface
    interface Row<R> {
        R read(ResultSet row) throws SQLException;
    }

    <R> List<R> query(SqlText text, Row<R> reader) {
        return transactions.read(connection -> {
            try (PreparedStatement statement = text.prepared(connection, dialect);
                    ResultSet rows = statement.executeQuery()) {
                List<R> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
                return result;
            }
        });
    }

    <R> Optional<R> first(SqlText text, Row<R> reader) {
        return query(text, reader).stream().findFirst();
    }

    /** Hands over row by row; inside a transaction the rows are never in memory all at once. */
    <R> void forEach(SqlText text, Row<R> reader, Consumer<R> consumer) {
        transactions.read(connection -> {
            try (PreparedStatement statement = text.prepared(connection, dialect)) {
                statement.setFetchSize(FETCH_SIZE);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        consumer.accept(reader.read(rows));
                    }
                }
            }
            return true;
        });
    }

    int update(SqlText text) {
        return transactions.write(connection -> {
            try (PreparedStatement statement = text.prepared(connection, dialect)) {
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Runs an {@link Dialect#insertIfAbsent}; false if there is such a row already. On H2 and MariaDB no insert does nothing and
     * nothing else; there a refused one leaves the transaction as it was.
     */
    boolean insertedIfAbsent(SqlText text) {
        return transactions.write(connection -> {
            try (PreparedStatement statement = text.prepared(connection, dialect)) {
                return statement.executeUpdate() == 1;
            } catch (SQLException failure) {
                if (Failures.isUniqueViolation(failure)) {
                    return false;
                }
                throw failure;
            }
        });
    }

    /** The same statement for each row of values, in order. */
    void batch(Dialect.Batch batch, List<? extends List<? extends @Nullable Object>> rows) {
        if (batch.columns() == null || rows.size() < WORTH_ARRAYS) {
            batch(batch.each(), rows);
        } else {
            columns(batch.columns(), rows);
        }
    }

    /** The same statement for each row of values, in order. */
    void batch(String text, List<? extends List<? extends @Nullable Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        transactions.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                for (List<? extends @Nullable Object> row : rows) {
                    SqlText.bindAll(statement, row, dialect);
                    if (rows.size() > 1) {
                        statement.addBatch();
                    }
                }
                return rows.size() > 1 ? statement.executeBatch().length : statement.executeUpdate();
            }
        });
    }

    /** How many rows an {@link Dialect#insertIfAbsent} for arrays has inserted. */
    int inserted(Dialect.Batch batch, List<? extends List<? extends @Nullable Object>> rows) {
        return rows.isEmpty() ? 0 : columns(requireNonNull(batch.columns()), rows);
    }

    private int columns(String text, List<? extends List<? extends @Nullable Object>> rows) {
        return transactions.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                for (int i = 0; i < rows.get(0).size(); i++) {
                    // of no type, so that it is read as what the statement says
                    statement.setObject(i + 1, dialect.array(rows, i), Types.OTHER);
                }
                return statement.executeUpdate();
            }
        });
    }

    UUID uuid(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(dialect.uuid(row, column));
    }

    Instant instant(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(dialect.instant(row, column));
    }
}
