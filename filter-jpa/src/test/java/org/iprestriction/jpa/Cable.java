package org.iprestriction.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The way from a node to its database, which a test can cut. */
final class Cable {

    private final DataSource end;
    private volatile boolean cut;

    Cable(DataSource end) {
        this.end = end;
    }

    void cut() {
        cut = true;
    }

    void mend() {
        cut = false;
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(Cable.class.getClassLoader(), new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (cut && method.getName().equals("getConnection")) {
                        throw new SQLException("Connection refused", "08001");
                    }
                    try {
                        return method.invoke(end, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
