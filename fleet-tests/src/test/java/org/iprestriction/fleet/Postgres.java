package org.iprestriction.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.iprestriction.jpa.IpRestriction;
import org.iprestriction.servers.RealServer;
import org.postgresql.ds.PGSimpleDataSource;

/** One real server for all tests of a run, with an empty database with our tables for each test. */
public final class Postgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String name = "test" + DATABASES.incrementAndGet();
    private final int port;

    private Postgres(int port) {
        this.port = port;
    }

    public static Postgres withTables() throws SQLException {
        Postgres database = new Postgres(RealServer.POSTGRESQL.port());
        try (Connection connection = database.source(database.port, "postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database.name);
        }
        database.sql(script());
        return database;
    }

    private static String script() {
        try (InputStream in = IpRestriction.class.getResourceAsStream("schema/postgresql/R__ip_restriction_access_lists.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Returns a data source without a pool and without timeouts of its own. */
    public PGSimpleDataSource source(int through) {
        return source(through, name);
    }

    private PGSimpleDataSource source(int through, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {through});
        source.setDatabaseName(database);
        source.setUser("postgres");
        return source;
    }

    public void sql(String statements) throws SQLException {
        try (Connection connection = source(port).getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    public long number(String query) throws SQLException {
        try (Connection connection = source(port).getConnection(); Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
