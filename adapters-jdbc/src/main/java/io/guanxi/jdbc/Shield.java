package io.guanxi.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection for classes that are not ours. They close it when they like and log what goes wrong: so closing is as the owner
 * says, and what goes wrong is told without the driver's message, which may hold data of a row. They prepare all that they run, and
 * whoever only reads is not taken for one who writes: on H2 those wait for each other.
 */
final class Shield implements InvocationHandler {

    /** What locks rows writes who holds them. */
    private static final Pattern READS = Pattern.compile("(?is)\\s*select\\b(?!.*\\bfor\\s+update\\b).*");

    private final Object target;
    private final Dialect dialect;
    private final BeforeWriting beforeWriting;
    private final Runnable onClose;

    /** To be called before each statement that does more than read. */
    @FunctionalInterface
    interface BeforeWriting {
        void run() throws SQLException;
    }

    private Shield(Object target, Dialect dialect, BeforeWriting beforeWriting, Runnable onClose) {
        this.target = target;
        this.dialect = dialect;
        this.beforeWriting = beforeWriting;
        this.onClose = onClose;
    }

    static Connection around(Connection connection, Dialect dialect, BeforeWriting beforeWriting, Runnable onClose) {
        return new Shield(connection, dialect, beforeWriting, onClose).as(Connection.class);
    }

    private <T> T as(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(Shield.class.getClassLoader(), new Class<?>[] {type}, this));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (target instanceof Connection && method.getName().equals("close")) {
            onClose.run();
            return null;
        }
        if (method.getName().equals("prepareStatement") && arguments != null && arguments[0] instanceof String sql) {
            if (!READS.matcher(sql).matches()) {
                beforeWriting.run();
            }
            arguments[0] = dialect.unrepeated(sql);
        }
        try {
            return shielded(method.invoke(target, arguments));
        } catch (InvocationTargetException failed) {
            Throwable cause = failed.getCause();
            throw cause instanceof SQLException failure ? Failures.withoutData(failure) : cause;
        }
    }

    private @Nullable Object shielded(@Nullable Object result) {
        if (result instanceof PreparedStatement) {
            return new Shield(result, dialect, beforeWriting, onClose).as(PreparedStatement.class);
        }
        return result instanceof ResultSet
                ? new Shield(result, dialect, beforeWriting, onClose).as(ResultSet.class)
                : result;
    }
}
