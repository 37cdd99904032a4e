package org.iprestriction.example;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections to an H2 file that recover on their own after any fault of the disk.
 *
 * <p>After a failed write, H2 keeps the file closed, and a file that cannot be written is opened read-only. Both states
 * last until the last connection is closed. Therefore each connection is tested before use, and if the test fails, all
 * connections are closed and the file is reopened. Thread-safe.
 */
final class FileDataSource implements DataSource, AutoCloseable {
    /** The SQL state for a write in a read-only transaction. */
    private static final String READ_ONLY = "25006";

    private final DatabaseFile file;
    private final HikariConfig config;
    private HikariDataSource pool;
    private boolean closed;
    private volatile Runnable whenBack = () -> { };

    /** Opens the file, which must exist. */
    FileDataSource(DatabaseFile file, HikariConfig config) throws SQLException {
        this.file = file;
        this.config = config;
        this.pool = open();
    }

    /** Sets a task that is run each time after the file has been reopened. */
    void whenBack(Runnable news) {
        whenBack = news;
    }

    @Override
    public Connection getConnection() throws SQLException {
        file.check();
        HikariDataSource tried = pool();
        if (!tried.isClosed()) {
            Connection connection = tried.getConnection();
            try {
                return usable(connection);
            } catch (SQLException broken) {
                // Reopening the file reports the reason, unless the fault is over.
            }
        }
        Connection connection = usable(reopened(tried).getConnection());
        whenBack.run();
        return connection;
    }

    private static Connection usable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet answer = statement.executeQuery("call readonly()")) {
            answer.next();
            if (answer.getBoolean(1)) {
                throw new SQLException("The database file cannot be written.", READ_ONLY);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private synchronized HikariDataSource pool() {
        return pool;
    }

    private synchronized HikariDataSource reopened(HikariDataSource broken) throws SQLException {
        if (pool == broken) {
            pool.close(); // including connections in use, whose writes would be lost
            if (closed) {
                throw new SQLException("The database was closed.");
            }
            file.tryDisk(); // H2 can open a file on a full disk, but fails again at the first write
            pool = open();
        }
        return pool;
    }

    private HikariDataSource open() throws SQLException {
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw e.getCause() instanceof SQLException reason ? reason
                    : new SQLException("The database file cannot be opened.", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        pool.close();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("The database file has one user.");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool().unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool().isWrapperFor(type);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool().getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool().setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool().setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool().getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
