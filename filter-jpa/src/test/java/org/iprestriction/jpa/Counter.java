package org.iprestriction.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** Writes down the statements that pass through a data source, and how many rows they answer. Used by one thread. */
final class Counter {

    private final List<String> statements = new ArrayList<>();
    private int rows;

    DataSource on(DataSource source) {
        return wrapped(DataSource.class, source, "");
    }

    /** Returns the statements of some work, in order and in lower case: providers differ in that. */
    List<String> statements(Runnable work) {
        statements.clear();
        rows = 0;
        work.run();
        return List.copyOf(statements);
    }

    /** Returns the number of rows that the last work has read. */
    int rows() {
        return rows;
    }

    private <T> T wrapped(Class<T> type, Object target, String sql) {
        return type.cast(Proxy.newProxyInstance(Counter.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            boolean takesSql = arguments != null && arguments[0] instanceof String;
            if (target instanceof Statement && method.getName().startsWith("execute")) {
                statements.add((takesSql ? (String) arguments[0] : sql).toLowerCase(Locale.ROOT));
            }
            Object result;
            try {
                result = method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (target instanceof ResultSet && method.getName().equals("next") && (Boolean) result) {
                rows++;
            }
            Class<?> returned = method.getReturnType();
            boolean counts = result instanceof Connection || result instanceof Statement || result instanceof ResultSet;
            return counts && returned.isInterface() && type != ResultSet.class && !method.getName().equals("unwrap")
                    && !method.getName().equals("getConnection") | type == DataSource.class
                    ? wrapped(returned, result, takesSql ? (String) arguments[0] : sql) : result;
        }));
    }
}
