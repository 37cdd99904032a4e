package org.iprestriction.example;

import com.zaxxer.hikari.HikariConfig;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.iprestriction.database.DriverDataSource;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;

/**
 * The database of this deployment: a data source of the container, a database with a JDBC URL, or a file in the data
 * directory.
 *
 * <p>Only the file must be usable at the start. Any other database may be unavailable; until it is back, everything is
 * blocked.
 */
final class Database implements AutoCloseable {
    private static final int H2_ALREADY_OPEN = 90020;
    private static final String H2_USER = "sa";

    private final DataSource source;
    /** Closes the connections; null if the container owns them. */
    private final Runnable pool;
    private final PoolThreads threads;
    /** The state of the previous list; null if the database is not a file in the data directory. */
    private final LostList before;

    private Database(DataSource source, Runnable pool, PoolThreads threads, LostList before) {
        this.source = new MigratedDataSource(source);
        this.pool = pool;
        this.threads = threads;
        this.before = before;
    }

    /** @param whenBack is run when a file in the data directory has been reopened after a fault */
    static Database open(Settings settings, Supplier<DataDirectory> directory, Runnable whenBack) {
        String jndi = settings.text(Setting.DATASOURCE).orElse(null);
        String url = settings.text(Setting.JDBC_URL).orElse(null);
        if (jndi != null && url != null) {
            throw new StartException("Both ip-restriction.datasource and ip-restriction.jdbc-url are set; set one.");
        }
        if (jndi != null) {
            return new Database(lookUp(jndi), null, null, null);
        }
        if (url != null) {
            return elsewhere(settings, url);
        }
        return inDirectory(directory.get(), settings, whenBack);
    }

    /** Returns the data source; the first connection updates the tables. */
    DataSource source() {
        return source;
    }

    /** Returns the previous list if it was lost, or is only partly there; null if nothing was lost. */
    LostList lost() {
        return before == null || before.notice() == null ? null : before;
    }

    @Override
    public void close() {
        if (pool == null) {
            return;
        }
        if (before != null) {
            before.remember(source);
        }
        closePool();
        DriverManager.drivers()
                .filter(driver -> driver.getClass().getClassLoader() == Database.class.getClassLoader())
                .forEach(Database::forget);
    }

    private void closePool() {
        // H2 closes its file with the last connection.
        pool.run();
        threads.awaitEnd();
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
        PoolThreads threads = new PoolThreads();
        DriverDataSource unpooled = DriverDataSource.of(url, settings);
        HikariConfig config = config(threads);
        config.setDataSource(unpooled);
        config.setInitializationFailTimeout(-1);
        Pool pool = new Pool(config, unpooled);
        return new Database(pool, pool::close, threads, null);
    }

    private static Database inDirectory(DataDirectory directory, Settings settings, Runnable whenBack) {
        Path snapshot = settings.text(Setting.SNAPSHOT_FILE).map(Path::of).orElse(null);
        Path name = directory.path().resolve("ip-restriction");
        DatabaseFile file = new DatabaseFile(Path.of(name + ".mv.db"));
        // WRITE_DELAY=0: acknowledged changes are on the disk. LOCK_TIMEOUT: H2 has no other limit for the wait of one
        // save for another. The pool closes the database, not a shutdown hook of H2. No trace file: each poll of a broken
        // database would add to it, and our log has the same information.
        String url = "jdbc:h2:file:" + name
                + ";WRITE_DELAY=0;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
        PoolThreads threads = new PoolThreads();
        // A file that is deleted at run time must not be replaced by an empty one.
        HikariConfig config = config(threads);
        config.setDriverClassName("org.h2.Driver"); // a container's DriverManager does not look for drivers in the WAR
        config.setJdbcUrl(url + ";IFEXISTS=TRUE");
        config.setUsername(H2_USER);
        config.setInitializationFailTimeout(1);
        try {
            LostList before = new LostList(file, new StoreMarker(directory), snapshot);
            if (before.isNew()) {
                create(settings, url);
                directory.keepToOwner();
            }
            FileDataSource pool = new FileDataSource(file, config);
            pool.whenBack(whenBack);
            Database database = new Database(pool, pool::close, threads, before);
            database.begin(file, pool);
            return database;
        } catch (SQLException | IOException e) {
            throw refusal(file.path(), e);
        }
    }

    private static void create(Settings settings, String url) throws SQLException {
        try (Connection connection = DriverDataSource.of(url, settings).getConnection(H2_USER, "")) {
            connection.isValid(1);
        }
    }

    private static HikariConfig config(PoolThreads threads) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ip-restriction");
        config.setThreadFactory(threads);
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(3_000);
        return config;
    }

    private void begin(DatabaseFile file, DataSource asFound) throws SQLException, IOException {
        try {
            before.look(asFound);
            try (Connection connection = source.getConnection()) { // which updates the tables
                connection.isValid(1);
            }
            file.opened();
            before.compare(source);
        } catch (SQLException | IOException | RuntimeException e) {
            closePool();
            throw e;
        }
    }

    private static StartException refusal(Path file, Exception e) {
        Throwable reason = e;
        while (reason.getCause() != null && !(reason instanceof SQLException)) {
            reason = reason.getCause();
        }
        if (reason instanceof SQLException sql && sql.getErrorCode() == H2_ALREADY_OPEN) {
            return new StartException("The database \"" + file + "\" is in use by another process. Stop that"
                    + " process, or set DATA_DIR to another directory.", e);
        }
        String fault = systemFault(e);
        if (fault != null) {
            return new StartException("The database \"" + file + "\" cannot be read or written (" + fault + "). Make room, or"
                    + " give the file and its directory to the user of this process, and start again.", e);
        }
        // H2 appends the file, a suggestion and an error number to its message.
        String message = String.valueOf(reason.getMessage()).replaceFirst("(?s)(: \"|\\. | \\[|\\R).*", "");
        return new StartException("The database \"" + file + "\" cannot be opened (" + message + "). Put a backup"
                + " in its place, or move it away to begin with an empty list.", e);
    }

    /** Returns the operating system's reason; null if there is none, because the contents of the file are damaged. */
    private static String systemFault(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io && !(cause instanceof EOFException)) { // which means that the file is truncated
                return DataDirectory.reason(io);
            }
        }
        return null;
    }

    private static void forget(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
            throw new IllegalStateException("The driver \"" + driver.getClass().getName() + "\" stays registered.", e);
        }
    }
}
