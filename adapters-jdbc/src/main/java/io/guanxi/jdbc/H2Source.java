package io.guanxi.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An H2 database of our own. One connection is kept open, for H2 closes a database with its last one; and those that are given
 * back are handed out again, for a new one would have to parse every statement anew.
 */
final class H2Source implements DataSource, AutoCloseable {

    private static final int MAX_IDLE = 16;

    private final String url;
    private final Properties properties = new Properties();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private @Nullable Connection anchor;

    H2Source(String url, @Nullable String user, @Nullable String password) {
        requireDriver();
        this.url = url;
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
    }

    /** It registers itself when it is loaded; the JVM does that by itself for the class loader of the application only. */
    private static void requireDriver() {
        try {
            Class.forName("org.h2.Driver");
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException("The driver com.h2database:h2 is not on the class path", missing);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        synchronized (this) {
            if (anchor == null) {
                anchor = DriverManager.getConnection(url, properties);
            }
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return DriverManager.getConnection(url, properties);
    }

    /** Takes a connection back that has nothing open any more. */
    void giveBack(Connection connection) throws SQLException {
        synchronized (this) {
            if (anchor != null && idle.size() < MAX_IDLE && !connection.isClosed()) {
                idle.push(connection);
                return;
            }
        }
        connection.close();
    }

    /**
     * Lets go of a database that has closed itself, so that the next connection opens it again. Its connections are left alone:
     * H2 2.4 waits for ever for the version of a store that is closed, be it to roll back or to close a connection.
     */
    synchronized void openAnew() {
        idle.clear();
        anchor = null;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public synchronized void close() {
        idle.forEach(Connections::abandon);
        idle.clear();
        if (anchor != null) {
            Connections.abandon(anchor);
            anchor = null;
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
