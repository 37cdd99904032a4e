package org.iprestriction.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Limits to the wait for a database that has gone silent: a route that was dropped or a firewall that forgets a connection
 * leaves a driver waiting for bytes for ever, unless it is told otherwise. Most drivers and pools are not.
 */
public final class Deadlines {

    /** Longer than any statement may take, so that the database itself can end a slow one and say so. */
    private static final int READ_MILLIS = 15_000;

    private static final Map<String, String> POSTGRESQL = Map.of("connectTimeout", "5", "loginTimeout", "10", "socketTimeout", "15",
            "tcpKeepAlive", "true");
    private static final Map<String, String> MARIADB = Map.of("connectTimeout", "5000", "socketTimeout", "15000", "tcpKeepAlive",
            "true");

    private Deadlines() {
    }

    /**
     * Returns the properties by which a JDBC driver gives up a connection that cannot be opened or has gone silent. What the URL
     * itself says is left to it.
     *
     * @param jdbcUrl the URL of the database, not null
     * @return the driver's properties; none where the driver is not known
     */
    public static Map<String, String> properties(String jdbcUrl) {
        Map<String, String> properties = new HashMap<>(jdbcUrl.startsWith("jdbc:postgresql:") ? POSTGRESQL
                : jdbcUrl.startsWith("jdbc:mariadb:") || jdbcUrl.startsWith("jdbc:mysql:") ? MARIADB : Map.of());
        properties.keySet().removeIf(name -> jdbcUrl.contains(name + "="));
        return properties;
    }

    /** Returns a data source whose connections wait for an answer no longer than 15 seconds, whatever made them. */
    static DataSource over(DataSource source) {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = call(source, method, arguments);
            return result instanceof Connection connection ? bounded(connection) : result;
        });
    }

    private static Connection bounded(Connection connection) {
        int before = limit(connection);
        return before < 0 ? connection : proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("close")) {
                restore(connection, before); // a pool that hands it to somebody else may not do so
            }
            return call(connection, method, arguments);
        });
    }

    /** Sets the limit. Returns the one there was before, or -1 where it stays. */
    private static int limit(Connection connection) {
        try {
            int before = connection.getNetworkTimeout();
            if (before > 0 && before <= READ_MILLIS) {
                return -1;
            }
            connection.setNetworkTimeout(Runnable::run, READ_MILLIS);
            return before;
        } catch (SQLException | AbstractMethodError | UnsupportedOperationException unknown) {
            return -1; // a driver without: a poll that hangs is given up nevertheless
        }
    }

    private static void restore(Connection connection, int before) {
        try {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        } catch (SQLException broken) {
            return; // it is closed next, and then it does not matter
        }
    }

    private interface Call {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(Deadlines.class.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> call.on(method, arguments);
                }));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
