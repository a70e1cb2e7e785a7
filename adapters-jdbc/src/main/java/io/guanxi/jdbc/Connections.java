package io.guanxi.jdbc;

import com.google.common.util.concurrent.Uninterruptibles;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a data source, each lent for a while and given back as it was.
 *
 * <p>Those of an H2 database that has closed itself are of no use any more, and a pool that cannot see that hands them out again. So
 * they are closed below the pool; but pools ask a connection only whether it is alive when it has not been used for a moment
 * (HikariCP: half a second). After a loss the pool is therefore left alone for long enough.
 */
final class Connections {

    private static final Duration REST = Duration.ofMillis(600);

    private final DataSource source;
    private final Dialect dialect;
    private volatile long restsUntil = System.nanoTime();

    Connections(DataSource source, Dialect dialect) {
        this.source = source;
        this.dialect = dialect;
    }

    Lease lend(boolean autoCommit) throws SQLException {
        long left = restsUntil - System.nanoTime();
        if (left > 0) {
            Uninterruptibles.sleepUninterruptibly(Duration.ofNanos(left));
        }
        return new Lease(autoCommit);
    }

    private void lose(Connection connection) {
        if (source instanceof H2Source own) {
            own.openAnew();
            return;
        }
        try {
            connection.unwrap(Connection.class).close();
        } catch (SQLException broken) {
            // there is nothing left to close
        }
        abandon(connection);
        restsUntil = System.nanoTime() + REST.toNanos();
    }

    /** Closes one that may be broken, or closed already. */
    static void abandon(Connection connection) {
        try {
            connection.close();
        } catch (SQLException broken) {
            // there is nothing left to close
        }
    }

    /** One connection, until {@link #end}. */
    final class Lease {

        private final Connection connection;
        private final boolean before;
        private @Nullable Runnable turn;
        private boolean lost;

        private Lease(boolean autoCommit) throws SQLException {
            connection = source.getConnection();
            try {
                before = connection.getAutoCommit();
                if (before != autoCommit) {
                    connection.setAutoCommit(autoCommit);
                }
                if (!autoCommit) {
                    dialect.prepare(connection);
                }
            } catch (SQLException | RuntimeException failure) {
                if (failure instanceof SQLException sql && dialect.isClosed(sql)) {
                    lose(connection);
                } else {
                    abandon(connection);
                }
                throw failure;
            }
        }

        Connection connection() {
            return connection;
        }

        /** Whether a statement has told that the database has closed itself. */
        boolean isLost() {
            return lost;
        }

        void failed(SQLException failure) {
            lost |= dialect.isClosed(failure);
        }

        /** To be called before the first statement that writes. */
        void write() throws SQLException {
            if (turn == null) {
                turn = dialect.turn(connection);
            }
        }

        void end() {
            try {
                if (lost) {
                    lose(connection);
                } else {
                    giveBack();
                }
            } finally {
                if (turn != null) {
                    turn.run();
                }
            }
        }

        private void giveBack() {
            try {
                if (connection.getAutoCommit() != before) {
                    connection.setAutoCommit(before);
                }
                if (source instanceof H2Source own) {
                    own.giveBack(connection);
                } else {
                    connection.close();
                }
            } catch (SQLException broken) {
                // It is of no use any more; what it did has been committed or rolled back before.
                abandon(connection);
            }
        }
    }
}
