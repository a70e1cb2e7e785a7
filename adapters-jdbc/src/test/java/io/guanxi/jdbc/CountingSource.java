package io.guanxi.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that writes down what is done with its connections. */
final class CountingSource implements DataSource {

    final AtomicInteger open = new AtomicInteger();

    /** The statements that the calling thread has made ready. */
    final ThreadLocal<List<String>> statements = ThreadLocal.withInitial(ArrayList::new);

    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final DataSource target;

    CountingSource(DataSource target) {
        this.target = target;
    }

    @Override
    public Connection getConnection() throws SQLException {
        open.incrementAndGet();
        calls.add("getConnection");
        return watched(target.getConnection());
    }

    /** The connection, with what ends or changes a transaction written down. */
    Connection watched(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                CountingSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "commit", "setAutoCommit", "setSavepoint", "releaseSavepoint" ->
                            calls.add(method.getName());
                        case "prepareStatement" -> statements.get().add(String.valueOf(arguments[0]));
                        case "rollback" -> calls.add(arguments == null ? "rollback" : "rollbackToSavepoint");
                        case "close" -> {
                            calls.add("close");
                            open.decrementAndGet();
                        }
                        default -> {}
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    List<String> callsSoFar() {
        List<String> sofar = List.copyOf(calls);
        calls.clear();
        return sofar;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
