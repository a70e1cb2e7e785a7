package io.guanxi.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Counts the JDBC calls of the thread that arms it, and lets one of them fail. Other threads go through untouched. Of the values
 * that a statement is given, or that are read from a result, only the first counts: they all go through one place.
 */
final class Faults {

    /** How a call fails. */
    enum Kind {
        /** Nothing has been done. */
        BEFORE,
        /** It has been done, and is told as a failure. */
        AFTER,
        /** Nothing has been done, and the database says that repeating helps. */
        CONFLICT,
        /** The connection is lost before the call, and every later call on it fails too. */
        LOST,
        /** The connection is lost after the call. */
        LOST_AFTER
    }

    /** What no message of ours may repeat. */
    static final String SECRET = "secret of a row";

    private static final Set<String> STILL_ANSWERED = Set.of("close", "isClosed", "abort");

    private final HikariDataSource pool;
    private @Nullable Thread thread;
    private Kind kind = Kind.BEFORE;
    private int failing;
    private int calls;
    private boolean committed;

    Faults(HikariDataSource pool) {
        this.pool = pool;
    }

    /** From now on, and of this thread: lets the call of this number fail, the first being 1. */
    void arm(Kind how, int number) {
        thread = Thread.currentThread();
        kind = how;
        failing = number;
        calls = 0;
        committed = false;
    }

    /** Returns how many calls there were. */
    int disarm() {
        thread = null;
        return calls;
    }

    boolean fired() {
        return calls >= failing;
    }

    /** Whether the database was told to commit since it was armed. */
    boolean committed() {
        return committed;
    }

    /** The pool, with every call watched. */
    DataSource source() {
        return proxy(DataSource.class, pool, null);
    }

    /** A connection that may be lost. */
    private static final class Line {

        private final Connection connection;
        private boolean lost;

        Line(Connection connection) {
            this.connection = connection;
        }

        void lose() throws SQLException {
            lost = true;
            connection.unwrap(Connection.class).close();
        }
    }

    private <T> T proxy(Class<T> type, Object target, @Nullable Line line) {
        Set<String> counted = new HashSet<>();
        boolean values = type == PreparedStatement.class || type == ResultSet.class;
        return type.cast(Proxy.newProxyInstance(
                Faults.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    boolean counts = !values || counted.add(method.getName().substring(0, 3));
                    return call(target, line, counts, method, arguments);
                }));
    }

    private @Nullable Object call(
            Object target, @Nullable Line line, boolean counts, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (line != null && line.lost && !STILL_ANSWERED.contains(method.getName())) {
            throw failure("08003");
        }
        if (line != null && line.lost && method.getName().equals("close") && target == line.connection) {
            pool.evictConnection(line.connection);
            return null;
        }
        boolean fails = counts && Thread.currentThread().equals(thread) && ++calls == failing;
        if (fails && kind != Kind.AFTER && kind != Kind.LOST_AFTER) {
            if (kind == Kind.LOST && line != null) {
                line.lose();
            }
            throw failure(kind == Kind.CONFLICT ? "40001" : kind == Kind.LOST ? "08006" : "XX000");
        }
        Object result = wrapped(answer(target, method, arguments), line);
        if (method.getName().equals("commit")) {
            committed = true;
        }
        if (!fails) {
            return result;
        }
        if (result instanceof Connection opened) {
            opened.close();
        }
        if (kind == Kind.LOST_AFTER && line != null) {
            line.lose();
        }
        throw failure(kind == Kind.LOST_AFTER ? "08006" : "XX000");
    }

    private static @Nullable Object answer(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private static SQLException failure(String state) {
        return new SQLException(SECRET, state);
    }

    private @Nullable Object wrapped(@Nullable Object result, @Nullable Line line) {
        if (result instanceof Connection connection) {
            return proxy(Connection.class, connection, line == null ? new Line(connection) : line);
        }
        if (result instanceof Statement) {
            return result instanceof PreparedStatement
                    ? proxy(PreparedStatement.class, result, line)
                    : proxy(Statement.class, result, line);
        }
        if (result instanceof ResultSet) {
            return proxy(ResultSet.class, result, line);
        }
        return result instanceof DatabaseMetaData ? proxy(DatabaseMetaData.class, result, line) : result;
    }
}
