package io.guanxi.jdbc;

import io.guanxi.application.spi.ConflictException;
import io.guanxi.jdbc.Connections.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/**
 * The one class that begins and ends transactions and hands out connections, borrowed from {@link Connections}.
 *
 * <p>A transaction belongs to the thread that began it. It takes a connection with its first statement, and what begins inside it
 * is a part of it: rolled back, a part undoes what it wrote and no more. So a thread never needs a second connection, and a pool
 * cannot run dry by threads that wait for each other.
 *
 * <p>A transaction of the host is joined, not owned: it is never committed, rolled back as a whole or closed, nor is its
 * auto-commit mode touched.
 */
final class Transactions implements TransactionManager, ConnectionProvider {

    private final Connections connections;
    private final Dialect dialect;

    @SuppressWarnings("ThreadLocalUsage") // of the instance: two CRMs in one JVM have nothing to do with each other
    private final ThreadLocal<Unit> current = new ThreadLocal<>();

    Transactions(DataSource source, Dialect dialect) {
        connections = new Connections(source, dialect);
        this.dialect = dialect;
    }

    /** Statements on one connection. */
    @FunctionalInterface
    interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    @Override
    public Transaction startTransaction() {
        Unit unit = current.get();
        if (unit != null) {
            return unit.begin();
        }
        Unit own = new Unit(null);
        current.set(own);
        return own;
    }

    /** Reads as the thread's transaction sees it; without one, what is committed. */
    <R> R read(Work<R> work) {
        Unit unit = current.get();
        try {
            return unit == null ? alone(work) : work.on(unit.forReading());
        } catch (SQLException failure) {
            throw translated(failure, unit);
        }
    }

    boolean isInside() {
        return current.get() != null;
    }

    /** Writes within the thread's transaction; without one, in a transaction of its own. */
    <R> R write(Work<R> work) {
        Unit unit = current.get();
        if (unit == null) {
            return fetchInTransaction(() -> write(work));
        }
        try {
            return work.on(unit.forWriting());
        } catch (SQLException failure) {
            throw translated(failure, unit);
        }
    }

    /** Where the database has undone all at once, going on would commit the rest without it. */
    private RuntimeException translated(SQLException failure, @Nullable Unit unit) {
        if (unit != null) {
            unit.undone |= dialect.hasUndoneAll(failure);
            unit.failed(failure);
        }
        return Failures.translated(failure);
    }

    /** Does something when the thread's transaction has ended, however it did, or what joins the host's; without one, now. */
    void atEnd(Runnable work) {
        Unit unit = current.get();
        if (unit == null) {
            work.run();
        } else {
            unit.atEnd.add(work);
        }
    }

    /** For Axon's classes, which close what they are given: inside a transaction that does nothing. */
    @Override
    public Connection getConnection() throws SQLException {
        Unit unit = current.get();
        if (unit != null) {
            return Shield.around(unit.forReading(), dialect, unit::forWriting, () -> {});
        }
        Lease lease = connections.lend(true);
        return Shield.around(lease.connection(), dialect, lease::write, lease::end);
    }

    private <R> R alone(Work<R> work) throws SQLException {
        Lease lease = connections.lend(true);
        try {
            return work.on(lease.connection());
        } catch (SQLException failure) {
            lease.failed(failure);
            throw failure;
        } finally {
            lease.end();
        }
    }

    /** Does the work inside the transaction that the host has open on its connection. */
    <T> T joining(Connection hosts, Supplier<T> work) {
        Unit open = current.get();
        if (open != null) {
            if (open.hosts != hosts) {
                throw new IllegalStateException(
                        "This thread is in another transaction of the CRM already, and cannot join the host's inside it");
            }
            return fetchInTransaction(work);
        }
        requireTransaction(hosts);
        Unit unit = new Unit(hosts);
        current.set(unit);
        try {
            return unit.supply(work);
        } finally {
            unit.end();
        }
    }

    private static void requireTransaction(Connection hosts) {
        try {
            if (hosts.getAutoCommit() && !joinsWithItsFirstStatement(hosts)) {
                throw new IllegalStateException(
                        "The host's connection is in auto-commit mode, so there is no transaction to join: call setAutoCommit(false) first");
            }
        } catch (SQLException failure) {
            throw Failures.translated(failure);
        }
    }

    /** A connection of a JTA data source takes part in the transaction from its first statement on, and only then says so. */
    private static boolean joinsWithItsFirstStatement(Connection hosts) throws SQLException {
        try (Statement first = hosts.createStatement()) {
            return !first.getConnection().getAutoCommit() || !hosts.getAutoCommit();
        }
    }

    /** A transaction from its begin to its end, on one thread. */
    private final class Unit implements Transaction {

        private final @Nullable Connection hosts;
        private final Deque<Part> parts = new ArrayDeque<>();
        private final List<Runnable> atEnd = new ArrayList<>(0);
        private @Nullable Lease lease;
        private boolean ended;
        private boolean spoilt;
        private boolean undone;

        Unit(@Nullable Connection hosts) {
            this.hosts = hosts;
        }

        Transaction begin() {
            Part part = new Part(this);
            parts.push(part);
            return part;
        }

        Connection forReading() throws SQLException {
            if (hosts != null) {
                return hosts;
            }
            if (lease == null) {
                lease = connections.lend(false);
            }
            return lease.connection();
        }

        /** Parts that have not written yet get a savepoint: the same one, held by the outermost of them. */
        Connection forWriting() throws SQLException {
            Connection connection = forReading();
            if (lease != null) {
                lease.write();
            }
            Part innermost = parts.peek();
            if (innermost != null && !innermost.written) {
                Savepoint here = savepoint(connection);
                boolean holds = true;
                for (Iterator<Part> each = parts.descendingIterator(); each.hasNext(); ) {
                    Part part = each.next();
                    if (!part.written) {
                        part.written = true;
                        part.savepoint = here;
                        part.holds = holds;
                        holds = false;
                    }
                }
            }
            return connection;
        }

        /** A connection of a distributed transaction allows none; then a part cannot be undone by itself. */
        private @Nullable Savepoint savepoint(Connection connection) throws SQLException {
            try {
                return connection.setSavepoint();
            } catch (SQLException notAllowed) {
                if (hosts == null) {
                    throw notAllowed;
                }
                return null;
            }
        }

        <T> T supply(Supplier<T> work) {
            Transaction all = begin();
            try {
                T result = work.get();
                all.commit();
                return result;
            } catch (Throwable failure) {
                all.rollback();
                if (spoilt || undone) {
                    throw new IllegalStateException(
                            "What was written into the host's transaction could not be undone by itself; roll the transaction back",
                            failure);
                }
                throw failure;
            }
        }

        @Override
        public void commit() {
            if (ended) {
                return;
            }
            if (undone) {
                rollback();
                throw new ConflictException("the database had to undo the transaction for another's sake");
            }
            if (spoilt) {
                rollback();
                throw new StorageException("A part of the transaction could not be rolled back by itself", null);
            }
            try {
                if (lease != null) {
                    lease.connection().commit();
                }
            } catch (SQLException failure) {
                failed(failure);
                rollback();
                throw Failures.translated(failure);
            }
            end();
        }

        void failed(SQLException failure) {
            if (lease != null) {
                lease.failed(failure);
            }
        }

        @Override
        public void rollback() {
            if (ended) {
                return;
            }
            try {
                if (lease != null && !lease.isLost()) {
                    lease.connection().rollback();
                }
            } catch (SQLException broken) {
                // A connection that is lost takes its transaction along.
                failed(broken);
            } finally {
                end();
            }
        }

        private void end() {
            ended = true;
            current.remove();
            if (lease != null) {
                lease.end();
            }
            atEnd.forEach(Runnable::run);
        }
    }

    /** What begins inside a transaction. */
    private static final class Part implements Transaction {

        private final Unit unit;
        private boolean written;
        private boolean holds;
        private @Nullable Savepoint savepoint;

        Part(Unit unit) {
            this.unit = unit;
        }

        @Override
        public void commit() {
            if (leave() && holds && savepoint != null) {
                try {
                    unit.forReading().releaseSavepoint(savepoint);
                } catch (SQLException failure) {
                    throw Failures.translated(failure);
                }
            }
        }

        /** Axon calls this of a part that has ended when the whole fails later on; the whole has been undone then. */
        @Override
        public void rollback() {
            if (!leave() || !written) {
                return;
            }
            try {
                if (savepoint == null) {
                    unit.spoilt = true;
                    return;
                }
                unit.forReading().rollback(savepoint);
                if (holds) {
                    unit.forReading().releaseSavepoint(savepoint);
                }
            } catch (SQLException failure) {
                unit.spoilt = true;
            }
        }

        /** Ends this part and what is left open inside it; false if it has ended before. */
        private boolean leave() {
            if (unit.ended || !unit.parts.contains(this)) {
                return false;
            }
            while (unit.parts.pop() != this) {
                // parts inside this one end with it
            }
            return true;
        }
    }
}
