package org.iprestriction.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iprestriction.servers.ChildProcess;
import org.iprestriction.servers.RealServer;
import org.iprestriction.servers.SmallDisk;

/**
 * A PostgreSQL 18 of a test's own, whose processes, disk and users can be made to fail. Its data survive all of that. It writes
 * without {@code fsync}: processes are killed here, not the machine.
 */
final class DatabaseServer implements AutoCloseable {

    static final String USER = "shop";
    static final String PASSWORD = "first password";
    private static final int DISK_MEGABYTES = 160;

    private final Path home;
    private final Path data;
    private final Optional<SmallDisk> disk;
    private final int port = ChildProcess.freePort();
    private volatile ChildProcess process;

    /** Sets up an empty database in a directory, on a small disk if this user may mount one, and starts the server. */
    DatabaseServer(Path directory) throws IOException, SQLException {
        home = Path.of(text(RealServer.POSTGRESQL.url(), RealServer.POSTGRESQL.user(), "", "select setting from pg_config where name = 'BINDIR'"));
        Path mounted = Files.createDirectories(directory.resolve("disk"));
        disk = SmallDisk.mount(mounted, DISK_MEGABYTES);
        data = mounted.resolve("data");
        ChildProcess.run(command("initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "--no-sync", "--no-instructions",
                "--locale=C", "--encoding=UTF8", "--wal-segsize=1").toArray(String[]::new));
        Files.writeString(data.resolve("pg_hba.conf"), """
                host all postgres 127.0.0.1/32 trust
                host all all 127.0.0.1/32 scram-sha-256
                """);
        start();
        sql("create role " + USER + " login password '" + PASSWORD + "'", "create database shop owner " + USER);
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
    private List<String> command(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(isRoot() ? List.of("unshare", "-U") : List.of());
        command.add(home.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() throws IOException {
        return "root".equals(Files.getOwner(Path.of("/proc/self")).getName());
    }

    /** Starts the server and waits until it answers. */
    void start() throws IOException {
        List<String> command = command("postgres", "-D", data.toString());
        Map.of("listen_addresses", "127.0.0.1", "port", String.valueOf(port), "unix_socket_directories", "", "fsync", "off",
                "max_connections", "100", "shared_buffers", "16MB", "min_wal_size", "2MB", "max_wal_size", "16MB")
                .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        Path log = data.getParent().resolveSibling("postgres.log"); // not on the disk that fills up
        process = ChildProcess.start(log, Map.of(), command);
        Await.until("answer of PostgreSQL", 60, () -> {
            if (!process.isAlive()) { // as an administrator would: a killed predecessor may not have given back its memory yet
                process = ChildProcess.start(log, Map.of(), command);
            }
            return answers();
        });
    }

    /** Returns whether the server answers its owner. */
    boolean answers() {
        try {
            return "1".equals(text(url("postgres") + "?connectTimeout=1&socketTimeout=1", "postgres", "", "select 1"));
        } catch (SQLException notYet) {
            return false;
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Kills all its processes without notice. */
    void kill() {
        process.kill();
    }

    /** Stops all its processes where they are. */
    void pause() {
        process.pause();
    }

    void resume() {
        process.resume();
    }

    /** Returns its small disk, or nothing if this user may not mount one. */
    Optional<SmallDisk> disk() {
        return disk;
    }

    String printed() {
        return process.printed();
    }

    /** Returns the JDBC URL of the database of the nodes. */
    String url() {
        return url("shop");
    }

    int port() {
        return port;
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Returns a connection of the server's owner, who needs no password. */
    Connection connection() throws SQLException {
        return DriverManager.getConnection(url(process == null || !exists() ? "postgres" : "shop"), "postgres", "");
    }

    private boolean exists() throws SQLException {
        return text(url("postgres"), "postgres", "", "select count(*) from pg_database where datname = 'shop'").equals("1");
    }

    /** Runs statements one by one, as the owner of the server. */
    void sql(String... statements) throws SQLException {
        try (Connection connection = connection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    long number(String query) throws SQLException {
        try (Connection connection = connection(); Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Returns the first column. */
    List<String> column(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = connection(); Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }

    private static String text(String url, String user, String password, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password); Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    @Override
    public void close() {
        process.kill();
        disk.ifPresent(SmallDisk::close);
    }
}
