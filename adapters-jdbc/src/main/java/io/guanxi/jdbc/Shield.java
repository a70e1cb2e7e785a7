package io.guanxi.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A connection for classes that are not ours. They close it when they like and log what goes wrong: so closing is as the owner
 * says, and what goes wrong is told without the driver's message, which may hold data of a row.
 */
final class Shield implements InvocationHandler {

    private final Object target;
    private final Runnable onClose;

    private Shield(Object target, Runnable onClose) {
        this.target = target;
        this.onClose = onClose;
    }

    static Connection around(Connection connection, Runnable onClose) {
        return around(Connection.class, connection, onClose);
    }

    private static <T> T around(Class<T> type, Object target, Runnable onClose) {
        return type.cast(Proxy.newProxyInstance(
                Shield.class.getClassLoader(), new Class<?>[] {type}, new Shield(target, onClose)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (target instanceof Connection && method.getName().equals("close")) {
            onClose.run();
            return null;
        }
        try {
            return shielded(method.invoke(target, arguments));
        } catch (InvocationTargetException failed) {
            Throwable cause = failed.getCause();
            throw cause instanceof SQLException failure ? Failures.withoutData(failure) : cause;
        }
    }

    private @Nullable Object shielded(@Nullable Object result) {
        if (result instanceof CallableStatement) {
            return result;
        }
        if (result instanceof PreparedStatement) {
            return around(PreparedStatement.class, result, onClose);
        }
        if (result instanceof Statement) {
            return around(Statement.class, result, onClose);
        }
        return result instanceof ResultSet ? around(ResultSet.class, result, onClose) : result;
    }
}
