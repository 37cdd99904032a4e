package org.iprestriction.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import javax.sql.DataSource;

/**
 * A database as processes see it that use it over a bad network: it may refuse connections, answer late or not at all, break
 * off at any statement, and lose the answer to a commit. Whose connections these are is told by {@link #as}.
 */
final class FaultyDatabase {

    private final DataSource database;
    private final EventLoop loop;
    private final Random random;
    private final Thread thread = Thread.currentThread();
    private Process current = new Process();

    FaultyDatabase(DataSource database, EventLoop loop, Random random) {
        this.database = database;
        this.loop = loop;
        this.random = random;
    }

    /** A process that uses the database, and the state of the network between them. */
    static final class Process {

        /** How many of a thousand statements meet a fault. */
        int trouble;
        /** Whether the longest faults are longer than any patience. */
        boolean hangs;
        boolean down;
        boolean killed;
        /** When the last fault ended. */
        long faultAt;
        Runnable onCommit = () -> { };

        private boolean reachable() {
            return !down && !killed;
        }
    }

    /** Runs something of a process. */
    void as(Process process, Runnable work) {
        Process before = current;
        current = process;
        try {
            work.run();
        } finally {
            current = before;
        }
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                return call(database, method, arguments);
            }
            Link link = new Link(current);
            link.meetFault(true);
            link.end = database.getConnection();
            return proxy(Connection.class, link::onConnection);
        });
    }

    /** One connection of a process. */
    private final class Link {

        private final Process process;
        private Connection end;
        private boolean broken;
        private boolean locks;
        private boolean writes;
        private boolean changes;

        Link(Process process) {
            this.process = process;
        }

        private Object onConnection(Method method, Object[] arguments) throws Throwable {
            String name = method.getName();
            if (broken) {
                return switch (name) {
                    case "close" -> call(end, method, arguments);
                    case "isClosed", "isValid", "getAutoCommit", "isReadOnly" -> name.equals("isClosed");
                    default -> throw lost();
                };
            }
            switch (name) {
                case "prepareStatement", "createStatement" -> {
                    String sql = name.equals("prepareStatement") ? (String) arguments[0] : "";
                    Class<? extends Statement> type = name.equals("prepareStatement") ? PreparedStatement.class : Statement.class;
                    Object statement = call(end, method, arguments);
                    return proxy(type, (inner, values) -> onStatement(statement, sql, inner, values));
                }
                case "commit" -> commit();
                default -> {
                    Object result = call(end, method, arguments);
                    if (name.equals("rollback") || name.equals("close")) {
                        finish();
                    }
                    return result;
                }
            }
            return null;
        }

        private Object onStatement(Object statement, String sql, Method method, Object[] arguments) throws Throwable {
            if (!method.getName().startsWith("execute")) {
                if (broken && !method.getName().equals("close")) {
                    throw lost();
                }
                return call(statement, method, arguments);
            }
            meetFault(locks || !writes);
            Object result = call(statement, method, arguments);
            changes |= sql.startsWith("insert into ipr_change");
            writes |= !sql.startsWith("select");
            if (sql.contains("for update") && Thread.currentThread() == thread) {
                locks = true;
                loop.lock();
            } else {
                meetFault(locks || !writes);
            }
            return result;
        }

        private void commit() throws SQLException {
            meetFault(locks || !writes);
            int fate = changes && random.nextInt(1000) < process.trouble * 5 ? random.nextInt(4) : -1;
            boolean carriedOut = fate < 2;
            if (!carriedOut) {
                breakOff();
            } else {
                end.commit();
                boolean changed = changes;
                finish();
                if (changed) {
                    process.onCommit.run();
                }
                meetFault(true);
            }
            if (fate >= 0) {
                process.faultAt = loop.now();
                process.down |= fate % 2 == 1;
                broken = true;
                throw lost();
            }
        }

        /** Waits, or breaks off, or both, if a fault is due. A transaction that would keep others out must not wait. */
        private void meetFault(boolean mayWait) throws SQLException {
            requireReachable();
            if (Thread.currentThread() != thread || random.nextInt(1000) >= process.trouble) {
                return;
            }
            process.faultAt = loop.now();
            if (mayWait) {
                long most = random.nextInt(4) > 0 ? 400 : process.hangs ? 90_000 : 15_000;
                loop.pass(1 + random.nextInt((int) most));
                process.faultAt = loop.now();
                requireReachable();
            }
            if (random.nextInt(4) == 0) {
                breakOff();
                throw lost();
            }
        }

        private void requireReachable() throws SQLException {
            if (!process.reachable()) {
                process.faultAt = loop.now();
                breakOff();
                throw lost();
            }
        }

        /** The server rolls back once it notices. */
        private void breakOff() throws SQLException {
            broken = true;
            if (end != null) {
                end.rollback();
            }
            finish();
        }

        private void finish() {
            if (locks) {
                loop.unlock();
            }
            locks = false;
            writes = false;
            changes = false;
        }

        private static SQLException lost() {
            return new SQLException("The connection is gone.", "08006");
        }
    }

    private interface Call {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(FaultyDatabase.class.getClassLoader(), new Class<?>[] {type},
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
