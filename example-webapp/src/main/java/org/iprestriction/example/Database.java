package org.iprestriction.example;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.iprestriction.jpa.Deadlines;
import org.iprestriction.live.Settings;

/**
 * The database of this deployment: the container's, one named by its JDBC address, or a file in the data directory.
 *
 * <p>Only the file must be usable at the start. A database elsewhere may be away; until it is back, everything is
 * blocked.
 */
final class Database implements AutoCloseable {
    private static final int H2_ALREADY_OPEN = 90020;

    private final DataSource source;
    /** Null if the container owns the connections. */
    private final HikariDataSource pool;

    private Database(DataSource source, HikariDataSource pool) {
        this.source = new MigratedDataSource(source);
        this.pool = pool;
    }

    static Database open(Settings settings, Supplier<DataDirectory> directory) {
        String jndi = settings.text("datasource").orElse(null);
        String url = settings.text("jdbc-url").orElse(null);
        if (jndi != null && url != null) {
            throw new StartException("Both ip-restriction.datasource and ip-restriction.jdbc-url are set; set one.");
        }
        if (jndi != null) {
            return new Database(lookUp(jndi), null);
        }
        if (url != null) {
            return elsewhere(settings, url);
        }
        return inDirectory(directory.get().path());
    }

    /** Connections to it; the first one brings the tables up to date. */
    DataSource source() {
        return source;
    }

    @Override
    public void close() {
        if (pool == null) {
            return;
        }
        // H2 closes its file with the last connection.
        pool.close();
        if (pool.getThreadFactory() instanceof PoolThreads threads) {
            threads.awaitEnd();
        }
        DriverManager.drivers()
                .filter(driver -> driver.getClass().getClassLoader() == Database.class.getClassLoader())
                .forEach(Database::forget);
    }

    private static DataSource lookUp(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException | ClassCastException e) {
            throw new StartException("ip-restriction.datasource is \"" + name + "\", where this container has no data"
                    + " source; write the name of one, such as java:comp/env/jdbc/ip-restriction.", e);
        }
    }

    private static Database elsewhere(Settings settings, String url) {
        HikariConfig config = config(url);
        settings.text("jdbc-user").ifPresent(config::setUsername);
        settings.text("jdbc-password").ifPresent(config::setPassword);
        config.setInitializationFailTimeout(-1);
        Deadlines.properties(url).forEach(config::addDataSourceProperty);
        HikariDataSource pool = new HikariDataSource(config);
        return new Database(pool, pool);
    }

    private static Database inDirectory(Path directory) {
        Path file = directory.resolve("ip-restriction");
        // WRITE_DELAY=0: what was answered as saved is on the disk. LOCK_TIMEOUT: H2 knows no other limit for the wait of one
        // save for another. The pool, not a hook of H2, decides when to close.
        HikariConfig config = config("jdbc:h2:file:" + file
                + ";WRITE_DELAY=0;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE");
        config.setUsername("sa");
        config.setInitializationFailTimeout(1);
        try {
            HikariDataSource pool = new HikariDataSource(config);
            Database database = new Database(pool, pool);
            database.migrateNow();
            return database;
        } catch (PoolInitializationException | SQLException e) {
            throw refusal(file, e);
        }
    }

    private static HikariConfig config(String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ip-restriction");
        config.setThreadFactory(new PoolThreads());
        config.setJdbcUrl(url);
        config.setDriverClassName(driver(url));
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(3_000);
        return config;
    }

    /** Named, because a container's DriverManager does not look into the WAR for drivers. */
    private static String driver(String url) {
        for (Driver driver : ServiceLoader.load(Driver.class, Database.class.getClassLoader())) {
            try {
                if (driver.acceptsURL(url)) {
                    return driver.getClass().getName();
                }
            } catch (SQLException e) {
                throw new StartException("ip-restriction.jdbc-url cannot be read by its driver; correct it.", e);
            }
        }
        // Never the whole address: it may hold a password.
        throw new StartException("ip-restriction.jdbc-url begins with \"" + url.replaceFirst("^(jdbc:[a-z0-9]*).*", "$1")
                + "\", for which the application has no driver; add the driver's jar to WEB-INF/lib.");
    }

    private void migrateNow() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.isValid(1);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private static StartException refusal(Path file, Exception e) {
        Throwable reason = e;
        while (reason.getCause() != null && !(reason instanceof SQLException)) {
            reason = reason.getCause();
        }
        if (reason instanceof SQLException sql && sql.getErrorCode() == H2_ALREADY_OPEN) {
            return new StartException("The database \"" + file + ".mv.db\" is in use by another process. Stop that"
                    + " process, or set DATA_DIR to another directory.", e);
        }
        // H2 adds the file, a proposal and an error number to its first words.
        String message = String.valueOf(reason.getMessage()).replaceFirst("(?s)(: \"|\\. | \\[|\\R).*", "");
        return new StartException("The database \"" + file + ".mv.db\" cannot be opened (" + message + "). Put a backup"
                + " in its place, or move it away to begin with an empty list.", e);
    }

    private static void forget(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
            throw new IllegalStateException("The driver \"" + driver.getClass().getName() + "\" stays registered.", e);
        }
    }
}
