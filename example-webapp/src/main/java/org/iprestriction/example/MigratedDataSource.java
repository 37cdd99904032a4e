package org.iprestriction.example;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.iprestriction.jpa.IpRestriction;

/**
 * A data source that returns no connection before the tables are up to date.
 *
 * <p>A failed migration is retried with the next connection, so that a database which is unavailable at the start is
 * used as soon as it is back. Thread-safe.
 */
final class MigratedDataSource implements DataSource {
    private final DataSource source;
    private volatile boolean migrated;

    MigratedDataSource(DataSource source) {
        this.source = source;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!migrated) {
            migrate();
        }
        return source.getConnection();
    }

    private synchronized void migrate() throws SQLException {
        if (migrated || areTablesCurrent()) {
            migrated = true;
            return;
        }
        try {
            Flyway.configure(MigratedDataSource.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:org/iprestriction/jpa/schema/" + product())
                    .failOnMissingLocations(true)
                    // A history table of our own, and a baseline for a non-empty schema: the database may belong to another application.
                    .table("ipr_schema_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
            migrated = true;
        } catch (FlywayException e) {
            throw new SQLException("The tables of the access lists cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    /**
     * Returns whether the tables already exist with the columns that came last, created by hand or by another migration: this
     * user may lack the right to create them.
     */
    private boolean areTablesCurrent() throws SQLException {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery(
                        "select s.schema_version, n.in_force_since from ipr_state s left join ipr_node n on 1 = 0 where s.id = 1")) {
            return version.next() && version.getInt(1) == IpRestriction.SCHEMA_VERSION;
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith("42")) { // no such table or column
                return false;
            }
            throw e;
        }
    }

    /** Returns the name of the directory with the scripts for this database product. */
    private String product() throws SQLException {
        try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("This data source has one user, which is set in the deployment.");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
