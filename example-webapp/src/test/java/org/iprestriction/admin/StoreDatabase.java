package org.iprestriction.admin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.UUID;
import org.iprestriction.jpa.IpRestriction;
import org.junit.jupiter.api.Assumptions;

/**
 * A database of its own for a test, with a user for the application. It is in H2's memory, unless the system property
 * {@code test.database} names another product; then it is on the server at {@code test.database.url}.
 */
public final class StoreDatabase implements AutoCloseable {
    public static final String PRODUCT = System.getProperty("test.database", "h2");
    static final String PASSWORD = "right-secret";
    private static final List<String> TABLES = List.of("ipr_state", "ipr_entry", "ipr_entry_version", "ipr_change", "ipr_list", "ipr_node");

    final String name = "iprtest_" + UUID.randomUUID().toString().replace("-", "");
    final String user = "u" + Long.toHexString(System.nanoTime());
    /** Also keeps a database in memory alive. */
    private Connection owner;

    private StoreDatabase() throws SQLException {
        if (!PRODUCT.equals("h2")) {
            onServer("create database " + name);
        }
        owner = connect(url(), owner(), "");
        sql("create user " + user + (isMariaDb() ? " identified by '" : " password '") + PASSWORD + "'");
    }

    public static StoreDatabase empty() throws SQLException {
        return new StoreDatabase();
    }

    /** With the tables, and the four rights for the user. */
    static StoreDatabase withTables() throws SQLException {
        StoreDatabase database = empty();
        database.runScript();
        database.grant("select, insert, update, delete");
        return database;
    }

    /** The application takes its drivers away from DriverManager when it stops. */
    private static Connection connect(String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(Map.of("user", user, "password", password));
        for (Driver driver : ServiceLoader.load(Driver.class)) {
            if (driver.acceptsURL(url)) {
                return driver.connect(url, properties);
            }
        }
        throw new AssertionError("There is no driver for " + PRODUCT);
    }

    static boolean isMariaDb() {
        return PRODUCT.equals("mariadb");
    }

    public static String owner() {
        return PRODUCT.equals("h2") ? "sa" : System.getProperty("test.database.user");
    }

    public String url() {
        return PRODUCT.equals("h2") ? "jdbc:h2:mem:" + name + ";LOCK_TIMEOUT=20000"
                : serverUrl().replaceFirst("/[a-z0-9_]*($|\\?)", "/" + name + "$1");
    }

    /** The settings of an application that uses this database as its user, with an activation of two seconds. */
    Map<String, String> settings() {
        return settings(user, PASSWORD);
    }

    Map<String, String> settingsOfOwner() {
        return settings(owner(), "");
    }

    private Map<String, String> settings(String as, String password) {
        return Map.of("jdbc-url", url(), "jdbc-user", as, "jdbc-password", password, "activation", "PT2S");
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

    static void onServer(String sql) throws SQLException {
        try (Connection connection = connect(serverUrl(), owner(), ""); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void sql(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    public long number(String query) throws SQLException {
        try (Statement statement = owner.createStatement(); ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    void grant(String rights) throws SQLException {
        for (String table : TABLES) {
            sql("grant " + rights + " on " + table + " to " + user);
        }
    }

    void revoke(String rights) throws SQLException {
        for (String table : TABLES) {
            sql("revoke " + rights + " on " + table + " from " + user);
        }
    }

    void password(String password) throws SQLException {
        sql(isMariaDb() ? "alter user " + user + " identified by '" + password + "'"
                : "alter user " + user + (PRODUCT.equals("h2") ? " set" : "") + " password '" + password + "'");
    }

    static String script() {
        return "org/iprestriction/jpa/schema/" + PRODUCT.toLowerCase(Locale.ROOT) + "/R__ip_restriction_access_lists.sql";
    }

    void runScript() throws SQLException {
        try (InputStream in = IpRestriction.class.getClassLoader().getResourceAsStream(script())) {
            for (String statement : new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "").split(";\\R")) {
                sql(statement);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a server that became a standby, or was told to be read-only. H2 has this for files only. */
    void readOnly(boolean readOnly) throws SQLException {
        switch (PRODUCT) {
            case "postgresql" -> {
                onServer("alter database " + name + " set default_transaction_read_only = " + readOnly);
                if (readOnly) { // which counts from the next session
                    onServer("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
                    owner = connect(url(), owner(), "");
                }
            }
            case "mariadb" -> onServer("set global read_only = " + readOnly);
            default -> Assumptions.abort("H2 in memory is never read-only.");
        }
    }

    @Override
    public void close() throws SQLException {
        if (PRODUCT.equals("h2")) {
            owner.close();
            return;
        }
        owner.close();
        onServer("drop database " + name + (isMariaDb() ? "" : " with (force)"));
        onServer("drop user " + user);
    }
}
