package org.iprestriction.jpa;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.iprestriction.database.Product;
import org.junit.jupiter.api.Assumptions;

/**
 * An empty database of its own for a test. It is in H2's memory, unless the system property {@code test.database} names another
 * product; then it is on the server at {@code test.database.url}, whose user may create databases.
 */
final class TestDatabase implements AutoCloseable {

    static final Product PRODUCT = Product.valueOf(System.getProperty("test.database", "h2").toUpperCase(Locale.ROOT));
    /** In an order in which they can be filled. */
    static final List<String> TABLES = List.of("ipr_state", "ipr_entry", "ipr_entry_version", "ipr_change", "ipr_list", "ipr_node");

    private final String name = "iprtest_" + UUID.randomUUID().toString().replace("-", "");
    private final HikariDataSource pool;
    /** Also keeps a database in memory alive. */
    private final Connection owner;

    private TestDatabase() throws SQLException {
        if (PRODUCT != Product.H2) {
            onServer("create database " + name);
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setUsername(user());
        config.setPassword(password());
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(20);
        pool = new HikariDataSource(config);
        owner = DriverManager.getConnection(url(), user(), password());
    }

    static TestDatabase empty() throws SQLException {
        return new TestDatabase();
    }

    static TestDatabase withTables() throws SQLException {
        TestDatabase database = empty();
        database.runScript();
        return database;
    }

    /** Returns a URL for this database alone. */
    String url() {
        return switch (PRODUCT) {
            case H2 -> "jdbc:h2:mem:" + name + ";LOCK_TIMEOUT=20000";
            default -> serverUrl().replaceFirst("/[a-z0-9_]*($|\\?)", "/" + name + "$1");
        };
    }

    static String user() {
        return PRODUCT == Product.H2 ? "sa" : System.getProperty("test.database.user");
    }

    static String password() {
        return System.getProperty("test.database.password", "");
    }

    private static String serverUrl() {
        String url = System.getProperty("test.database.url");
        if (url != null) {
            return url;
        }
        String reason = System.getProperty("test.database.problem", "test.database.url is not set.");
        if (System.getenv("CI") != null) {
            throw new AssertionError(reason);
        }
        return Assumptions.abort(reason);
    }

    private static void onServer(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(serverUrl(), user(), password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    DataSource dataSource() {
        return pool;
    }

    void runScript() throws SQLException {
        for (String statement : script().split(";\\R")) {
            sql(statement);
        }
    }

    /** Returns the script without its comments. */
    private static String script() {
        try (InputStream in = Product.class.getClassLoader().getResourceAsStream(PRODUCT.script())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void sql(String statement, Object... parameters) throws SQLException {
        try (PreparedStatement prepared = owner.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            prepared.execute();
        }
    }

    long number(String query) {
        return Long.parseLong(text(query));
    }

    /** Returns the single value that a query finds. */
    String text(String query) {
        try (Statement statement = owner.createStatement(); ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Returns a table with the numbers {@code x} from one to another, under the name {@code n}. */
    static String numbers(int from, int to) {
        return switch (PRODUCT) {
            case H2 -> "system_range(" + from + ", " + to + ") n";
            case POSTGRESQL -> "generate_series(" + from + ", " + to + ") n(x)";
            case MARIADB -> "(select seq as x from seq_" + from + "_to_" + to + ") n";
        };
    }

    /** Makes this database read-only for everybody but its owner; on MariaDB the whole server. H2 has this for files only. */
    void setReadOnly(boolean readOnly) throws SQLException {
        switch (PRODUCT) {
            case H2 -> Assumptions.abort("H2 in memory is never read-only.");
            case POSTGRESQL -> onServer("alter database " + name + " set default_transaction_read_only = " + readOnly);
            case MARIADB -> onServer("set global read_only = " + readOnly);
        }
    }

    /** Waits until a transaction waits for another. */
    void awaitWaiter() throws SQLException {
        String waiters = switch (PRODUCT) {
            case H2 -> "select count(*) from information_schema.sessions where blocker_id is not null";
            case POSTGRESQL -> "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
            case MARIADB -> "select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'";
        };
        while (number(waiters) == 0) {
            LockSupport.parkNanos(PRODUCT == Product.MARIADB ? 150_000_000 : 1_000_000); // it answers the same for 100 ms if asked sooner
        }
    }

    /** Returns the rows of all tables. */
    Backup backup() throws SQLException {
        Map<String, List<Object[]>> rows = new LinkedHashMap<>();
        for (String table : TABLES) {
            List<Object[]> found = new ArrayList<>();
            try (Statement statement = owner.createStatement(); ResultSet all = statement.executeQuery("select * from " + table)) {
                while (all.next()) {
                    Object[] row = new Object[all.getMetaData().getColumnCount()];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = all.getObject(i + 1);
                    }
                    found.add(row);
                }
            }
            rows.put(table, found);
        }
        return new Backup(rows);
    }

    /** The rows of each table. */
    record Backup(Map<String, List<Object[]>> rows) {
    }

    void restore(Backup backup) throws SQLException {
        List<String> children = new ArrayList<>(TABLES);
        Collections.reverse(children);
        for (String table : children) {
            sql("delete from " + table);
        }
        for (String table : TABLES) {
            for (Object[] row : backup.rows.get(table)) {
                sql("insert into " + table + " values (" + String.join(", ", Collections.nCopies(row.length, "?")) + ")", row);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        owner.close();
        pool.close();
        if (PRODUCT != Product.H2) {
            onServer("drop database " + name + (PRODUCT == Product.POSTGRESQL ? " with (force)" : ""));
        }
    }
}
