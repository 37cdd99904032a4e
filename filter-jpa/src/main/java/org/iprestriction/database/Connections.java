package org.iprestriction.database;

import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * The connections of a data source, with time limits for opening a connection and for each response. Many drivers and
 * pools would wait for ever for a database that does not respond. Thread-safe.
 */
public final class Connections implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Connections.class.getName());
    private static final long OPEN_SECONDS = 10;
    /** Longer than the timeout of any statement, so that the database can first cancel a slow statement and report it. */
    private static final int READ_MILLIS = 15_000;
    /** The number of connections opened at the same time; further requests wait in the queue, within the same time limit. */
    private static final int MOST_OPENING = 16;
    private static final int MOST_WAITING = 1_000;

    private final DataSource source;
    private final AtomicLong roomMadeAt = new AtomicLong(System.nanoTime());
    private final ThreadPoolExecutor opening = new ThreadPoolExecutor(MOST_OPENING, MOST_OPENING, 10, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING), Connections::thread);

    /**
     * Puts time limits on a data source.
     *
     * @param source the data source, not null; not closed here
     */
    public Connections(DataSource source) {
        this.source = source;
        opening.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ip-restriction-connect");
        thread.setDaemon(true);
        thread.setContextClassLoader(Connections.class.getClassLoader());
        return thread;
    }

    /**
     * Returns these connections as a data source for the persistence provider.
     *
     * @return the data source, not null
     */
    public DataSource asDataSource() {
        return proxy(DataSource.class, (method, arguments) -> method.getName().equals("getConnection")
                ? bounded(open(method, arguments)) : call(source, method, arguments));
    }

    /** Opens a connection on a separate thread that can be abandoned. A connection that arrives too late is closed. */
    private Connection open(Method method, Object[] arguments) throws SQLException {
        CompletableFuture<Connection> opened = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                Connection connection = (Connection) call(source, method, arguments);
                if (!opened.complete(connection)) {
                    connection.close();
                }
            } catch (Throwable failure) { // rethrown in the waiting thread
                opened.completeExceptionally(failure);
            }
        };
        try {
            opening.execute(task);
            return opened.get(OPEN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException refusal ? refusal : new SQLException(e.getCause());
        } catch (TimeoutException e) {
            if (opening.remove(task)) { // it never started: all earlier tasks hang
                makeRoom();
            }
            throw tooLate(opened, "No connection could be opened within " + OPEN_SECONDS + " s.");
        } catch (RejectedExecutionException e) {
            throw tooLate(opened, "Too many connections are being opened at the same time.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooLate(opened, "Opening a connection was interrupted.");
        }
    }

    /** Threads may hang in a data source for ever; one more thread each minute detects when it is usable again. */
    private void makeRoom() {
        long now = System.nanoTime();
        long last = roomMadeAt.get();
        if (!opening.isShutdown() && now - last > TimeUnit.MINUTES.toNanos(1) && roomMadeAt.compareAndSet(last, now)) {
            opening.setMaximumPoolSize(opening.getMaximumPoolSize() + 1);
            opening.setCorePoolSize(opening.getMaximumPoolSize());
            LOG.log(Level.ERROR, "{0} connections are being opened, and none has succeeded."
                    + " Set connect and login timeouts on the data source.",
                    Integer.toString(opening.getActiveCount()));
        }
    }

    private static SQLException tooLate(CompletableFuture<Connection> opened, String sentence) throws SQLException {
        SQLException refusal = new SQLTransientConnectionException(sentence, "08001");
        if (!opened.completeExceptionally(refusal) && !opened.isCompletedExceptionally()) {
            opened.join().close(); // it has arrived just now
        }
        return refusal;
    }

    private static Connection bounded(Connection connection) {
        int before = limit(connection);
        boolean idle = Idleness.limit(connection);
        return before < 0 && !idle ? connection : proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("close")) { // a pool may not restore these before it reuses the connection
                if (idle) {
                    Idleness.restore(connection);
                }
                if (before >= 0) {
                    restore(connection, before);
                }
            }
            return call(connection, method, arguments);
        });
    }

    /** Sets the network timeout. Returns the previous one, or -1 if it was not changed. */
    private static int limit(Connection connection) {
        try {
            int before = connection.getNetworkTimeout();
            if (before > 0 && before <= READ_MILLIS) {
                return -1;
            }
            connection.setNetworkTimeout(Runnable::run, READ_MILLIS);
            return before;
        } catch (SQLException | AbstractMethodError | UnsupportedOperationException unknown) {
            return -1; // the driver does not support it: a poll that hangs is abandoned anyway
        }
    }

    private static void restore(Connection connection, int before) {
        try {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        } catch (SQLException broken) {
            return; // it will be closed, so the timeout does not matter
        }
    }

    private interface Call {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(Connections.class.getClassLoader(), new Class<?>[] {type},
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

    @Override
    public void close() {
        opening.shutdown(); // without interrupting threads, which could break an embedded database
    }
}
