package org.iprestriction.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** A database whose next commit is not answered, and which may not answer from then on. */
final class LostCommit {

    /** What becomes of the commit. */
    enum Fate { CARRIED_OUT, ROLLED_BACK, STILL_RUNNING }

    private final DataSource end;
    private volatile String state;
    private volatile Fate fate;
    private volatile boolean silentAfterwards;
    private volatile boolean silent;
    private volatile CompletableFuture<Connection> running = new CompletableFuture<>();

    LostCommit(DataSource end) {
        this.end = end;
    }

    /** Makes the next commit fail with an SQL state. */
    void lose(String sqlState, Fate itsFate, boolean isSilentAfterwards) {
        state = sqlState;
        fate = itsFate;
        silentAfterwards = isSilentAfterwards;
        running = new CompletableFuture<>();
    }

    void mend() {
        silent = false;
    }

    /** Waits for the commit that is still running, and returns its connection. */
    Connection running() {
        return running.join();
    }

    DataSource dataSource() {
        return proxy(DataSource.class, end);
    }

    private <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(LostCommit.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (silent && method.getName().equals("getConnection")) {
                throw new SQLException("Connection refused", "08001");
            }
            if (running.getNow(null) == target) {
                return method.getReturnType() == boolean.class ? method.getName().equals("isClosed") : null; // only the client has gone
            }
            if (method.getName().equals("commit") && state != null) {
                fail((Connection) target);
            }
            Object result = call(method, target, arguments);
            return method.getName().equals("getConnection") && type == DataSource.class ? proxy(Connection.class, result) : result;
        }));
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void fail(Connection connection) throws SQLException {
        String failure = state;
        state = null;
        silent = silentAfterwards;
        switch (fate) {
            case CARRIED_OUT -> connection.commit();
            case ROLLED_BACK -> connection.rollback();
            case STILL_RUNNING -> running.complete(connection);
        }
        throw new SQLException("An I/O error occurred while sending to the backend.", failure);
    }
}
