package io.guanxi.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection for classes that are not ours. They close it when they like and log what goes wrong: so closing is as the owner
 * says, and what goes wrong is told without the driver's message, which may hold data of a row. They prepare all that they run.
 */
final class Shield implements InvocationHandler {

    private final Object target;
    private final Dialect dialect;
    private final Runnable onClose;

    private Shield(Object target, Dialect dialect, Runnable onClose) {
        this.target = target;
        this.dialect = dialect;
        this.onClose = onClose;
    }

    static Connection around(Connection connection, Dialect dialect, Runnable onClose) {
        return new Shield(connection, dialect, onClose).as(Connection.class);
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
            return new Shield(result, dialect, onClose).as(PreparedStatement.class);
        }
        return result instanceof ResultSet ? new Shield(result, dialect, onClose).as(ResultSet.class) : result;
    }
}
