package org.iprestriction.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.RunScript;
import org.h2.tools.Server;
import org.iprestriction.jpa.IpRestriction;
import org.iprestriction.settings.Settings;
import org.iprestriction.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    private Path temporary;

    @Test
    void theFileInTheDataDirectoryHasTheTablesFromTheStart() throws SQLException {
        try (Database database = open(Map.of())) {
            assertThat(tables(database.source())).isPositive();
        }
        assertThat(temporary.resolve("data/ip-restriction.mv.db")).exists();
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedInOneSentence() throws IOException {
        Path file = DataDirectory.open(data()).path().resolve("ip-restriction.mv.db");
        byte[] noise = new byte[20_000];
        new Random(1).nextBytes(noise);
        Files.write(file, noise);

        assertThatThrownBy(() -> open(Map.of())).isInstanceOf(StartException.class)
                .hasMessage("The database \"" + file + "\" cannot be opened (File corrupted while reading record)."
                        + " Put a backup in its place, or move it away to begin with an empty list.");
        assertThat(file).hasBinaryContent(noise);
    }

    @Test
    void aDatabaseElsewhereMayBeAwayAtTheStartAndIsMigratedWhenItComes() throws Exception {
        int port = freePort();
        String url = "jdbc:h2:tcp://127.0.0.1:" + port + "/" + temporary.resolve("elsewhere");
        try (Database database = open(Map.of("ip-restriction.jdbc-url", url, "ip-restriction.jdbc-user", "sa"))) {
            assertThatThrownBy(() -> database.source().getConnection()).isInstanceOf(SQLException.class);

            Server h2 = Server.createTcpServer("-tcpPort", String.valueOf(port), "-ifNotExists").start();
            try {
                assertThat(tables(database.source())).isPositive();
            } finally {
                h2.stop();
            }
        }
    }

    @Test
    void aUrlWithoutADriverIsRefusedWithoutShowingItsPassword() {
        assertThatThrownBy(() -> open(Map.of("ip-restriction.jdbc-url", "jdbc:nothing://host/db?password=secret")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("ip-restriction.jdbc-url is “jdbc:nothing:…”, but no JDBC driver on the class path accepts it. Add the jar of"
                        + " the database's driver (to WEB-INF/lib), or correct the URL.");
    }

    @Test
    void aDataSourceThatTheContainerDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> open(Map.of("ip-restriction.datasource", "java:comp/env/jdbc/x")))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("ip-restriction.datasource is \"java:comp/env/jdbc/x\"");
    }

    @Test
    void twoDatabasesAtOnceAreRefused() {
        assertThatThrownBy(() -> open(Map.of("ip-restriction.datasource", "java:comp/env/jdbc/x",
                "ip-restriction.jdbc-url", "jdbc:h2:mem:x"))).isInstanceOf(StartException.class);
    }

    /** By the script, by an application's own Flyway, or by a user who may make tables while ours may not. */
    @Test
    void tablesThatSomebodyElseMadeAreUsedAsTheyAre() throws Exception {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        try (Connection owner = source.getConnection("sa", "");
                Reader script = new InputStreamReader(IpRestriction.class.getResourceAsStream(
                        "schema/h2/R__ip_restriction_access_lists.sql"), StandardCharsets.UTF_8)) {
            RunScript.execute(owner, script);
            owner.createStatement().execute("create user ipr password 'x'");
            for (String table : List.of("state", "entry", "entry_version", "change", "list", "node")) {
                owner.createStatement().execute("grant select, insert, update, delete on ipr_" + table + " to ipr");
            }
            try (Database database = open(Map.of("ip-restriction.jdbc-url", url, "ip-restriction.jdbc-user", "ipr",
                    "ip-restriction.jdbc-password", "x")); Connection ours = database.source().getConnection()) {
                assertThat(ours.getMetaData().getTables(null, null, "IPR_SCHEMA_HISTORY", null).next()).isFalse();
            }
        }
    }

    @Test
    void tablesOfAnOlderVersionGetTheColumnsThatTheyLack() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        assertThat(tables(new MigratedDataSource(source))).isEqualTo(2);
        try (Connection connection = source.getConnection()) {
            for (String column : List.of("refused_from", "rules_in_force", "in_force_since")) {
                connection.createStatement().execute("alter table ipr_node drop column " + column);
            }
            connection.createStatement().execute("update \"ipr_schema_history\" set \"checksum\" = 1 where \"version\" is null");
            try (Connection ours = new MigratedDataSource(source).getConnection()) {
                assertThat(ours.getMetaData().getColumns(null, null, "IPR_NODE", "IN_FORCE_SINCE").next()).isTrue();
            }
        }
    }

    @Test
    void anApplicationsOwnFlywayTakesTheTablesBesideItsOwn() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Files.createDirectories(temporary.resolve("app"));
        Files.writeString(temporary.resolve("app/V1__orders.sql"), "create table orders (id bigint primary key);");
        Flyway application = Flyway.configure().dataSource(source)
                .locations("filesystem:" + temporary.resolve("app"), "classpath:org/iprestriction/jpa/schema/h2").load();
        application.migrate();
        assertThat(tables(source)).isEqualTo(2);
        Files.writeString(temporary.resolve("app/V2__more.sql"), "alter table orders add column name varchar(9);");
        Flyway.configure().configuration(application.getConfiguration()).load().migrate();
        assertThat(tables(new MigratedDataSource(source))).isEqualTo(2);
    }

    private Database open(Map<String, String> parameters) {
        return Database.open(Settings.of(parameters), () -> DataDirectory.open(data()), () -> { });
    }

    private String data() {
        return temporary.resolve("data").toString();
    }

    private static int tables(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                var tables = connection.createStatement().executeQuery("select count(*) from ipr_state")) {
            tables.next();
            return 1 + tables.getInt(1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
