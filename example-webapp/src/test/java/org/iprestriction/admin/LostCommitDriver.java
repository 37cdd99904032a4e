package org.iprestriction.admin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;

/** H2 behind a network that can lose the answer to the commit of a change, and then be silent. */
public final class LostCommitDriver implements Driver {
    static final String URL = "jdbc:lost-commit:";
    private static final Set<String> USES = Set.of("prepareStatement", "createStatement", "commit", "setAutoCommit");
    private static volatile Loss next;
    private static volatile boolean silent;

    private record Loss(boolean carriedOut, boolean silentAfterwards) {}

    /** Loses the answer to the next commit of a change. */
    static void lose(boolean carriedOut, boolean silentAfterwards) {
        next = new Loss(carriedOut, silentAfterwards);
    }

    static void mend() {
        silent = false;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(URL);
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        requireAnswer();
        Connection connection = new org.h2.Driver().connect("jdbc:" + url.substring(URL.length()), info);
        boolean[] changes = new boolean[1];
        return (Connection) Proxy.newProxyInstance(LostCommitDriver.class.getClassLoader(), new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> answer(connection, changes, method, arguments));
    }

    private static Object answer(Connection connection, boolean[] changes, Method method, Object[] arguments) throws Throwable {
        if (USES.contains(method.getName())) {
            requireAnswer();
        }
        if (method.getName().equals("isValid") && silent) {
            return false;
        }
        Loss loss = next;
        if (method.getName().equals("commit") && changes[0] && loss != null) {
            next = null;
            silent = loss.silentAfterwards;
            if (loss.carriedOut) {
                connection.commit();
            } else {
                connection.rollback();
            }
            throw new SQLException("The answer was lost.", "08006");
        }
        changes[0] = method.getName().equals("prepareStatement")
                ? changes[0] || arguments[0].toString().startsWith("insert into ipr_change") : changes[0] && !method.getName().equals("commit");
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void requireAnswer() throws SQLException {
        if (silent) {
            throw new SQLException("Connection refused", "08001");
        }
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
