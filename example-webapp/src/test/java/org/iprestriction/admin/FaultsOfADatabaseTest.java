package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The running application with a database that is not as it should be: callers are blocked, the log and the status say why in one
 * sentence, the health check has a code, and it recovers by itself.
 */
class FaultsOfADatabaseTest {
    private static final String GRANT = "Grant it select, insert, update and delete on the tables whose names begin with ipr_.";
    private static final Duration SOME_POLLS = Duration.ofMillis(1_500);
    /** A poll is 200 ms; opening a connection may take 3 s, and the machine may be slow. */
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Logger logger = Logger.getLogger("org.iprestriction");
    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                warnings.add(new SimpleFormatter().formatMessage(line));
            }
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    private interface Mend {
        void run() throws SQLException;
    }

    @TempDir
    private Path data;
    private StoreDatabase database;
    private TestServer server;
    private ApiClient api;

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void close() throws SQLException {
        logger.removeHandler(handler);
        if (server != null) {
            server.close();
        }
        if (database != null) {
            database.close();
        }
    }

    private void start(Map<String, String> settings) throws Exception {
        server = new TestServer(data, "/", settings);
        api = new ApiClient(server, "admin");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(server.uri(path)).build(), BodyHandlers.ofString());
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(Condition condition, Duration longest) throws Exception {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(get("/health/ready").body() + api.get("/status").text() + warnings);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private JsonNode list() {
        return api.get("/status").json().at("/lists/0");
    }

    private void save(String name, String address, int status) {
        Reply reply = api.post("/entries", "{\"name\":\"" + name + "\",\"address\":\"" + address + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    /** Everything is blocked, and everybody who asks is told why; the log says it once, whatever is polled. */
    private void thenBlocks(String code, String sentence) throws Exception {
        await(() -> list().path("problem").asText().equals(sentence), Duration.ofSeconds(30));
        long end = System.nanoTime() + SOME_POLLS.toNanos();
        while (System.nanoTime() < end) {
            assertThat(get("/api/v1/hello").statusCode()).isEqualTo(503);
            HttpResponse<String> ready = get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("{\"reasons\":[" + (code.compareTo("list_not_loaded") < 0
                    ? "\"" + code + "\",\"list_not_loaded\"" : "\"list_not_loaded\",\"" + code + "\"") + "],\"status\":\"not_ready\"}");
            LockSupport.parkNanos(50_000_000);
        }
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(warnings).filteredOn(line -> line.contains(sentence)).singleElement().asString()
                .isEqualTo("The access lists cannot be loaded; every request is blocked until they can: " + sentence);
        assertThat(api.get("/status").text() + warnings).doesNotContain("jdbc:", StoreDatabase.PASSWORD);
    }

    private void thenRecoversWhen(Mend mend) throws Exception {
        mend.run();
        long mended = System.nanoTime();
        await(() -> get("/health/ready").body().equals("{\"status\":\"ready\"}"), LONGEST_RECOVERY);
        System.out.println(StoreDatabase.PRODUCT + ": ready after " + (System.nanoTime() - mended) / 1_000_000 + " ms");
        assertThat(list().path("problem").isNull()).isTrue();
        save("caller", "127.0.0.1", 201);
        await(() -> get("/api/v1/hello").statusCode() == 200, Duration.ofSeconds(30));
        assertThat(warnings).anyMatch(line -> line.startsWith("The access lists are current again"));
    }

    @Test
    void aWrongPassword() throws Exception {
        database = StoreDatabase.withTables();
        database.password("other-secret");
        start(database.settings());
        thenBlocks("login_refused", "The database refuses this user or password. Correct ip-restriction.jdbc-user and"
                + " ip-restriction.jdbc-password, or the data source of the application.");
        thenRecoversWhen(() -> database.password(StoreDatabase.PASSWORD));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            drop table ipr_node | create | table_missing | The table ipr_node is missing. Run the script SCRIPT as the owner of the schema, and grant this user select, insert, update and delete on its tables.
            alter table ipr_node drop column problem | alter table ipr_node add column problem varchar(500) | column_missing | The table ipr_node lacks the column problem. Add it as in the script SCRIPT, or restore the table from a backup.
            update ipr_state set schema_version = 0 | update ipr_state set schema_version = 1 | schema_older | The tables have version 0, but this library supports version 1. Run the script SCRIPT.
            update ipr_state set schema_version = 2 | update ipr_state set schema_version = 1 | schema_newer | The tables have version 2, but this library supports version 1. Update the library on this node.
            """)
    void tablesThatDoNotFit(String change, String mend, String code, String sentence) throws Exception {
        database = StoreDatabase.withTables();
        database.sql(change);
        start(database.settings());
        thenBlocks(code, sentence.replace("SCRIPT", StoreDatabase.script()));
        thenRecoversWhen(() -> {
            if (mend.equals("create")) {
                database.runScript();
                database.grant("select, insert, update, delete");
            } else {
                database.sql(mend);
            }
        });
    }

    @Test
    void noTablesAndAUserWhoMayNotCreateThem() throws Exception {
        database = StoreDatabase.empty();
        if (StoreDatabase.isMariaDb()) { // which lets nobody into a database where they have no right at all
            database.sql("grant lock tables on " + database.name + ".* to " + database.user);
            database.sql("create table other (id int)");
            database.sql("grant select on other to " + database.user);
        }
        start(database.settings());
        if (StoreDatabase.isMariaDb()) { // and does not say whether a table exists that they may not read
            thenBlocks("permission_missing", "This database user may not read the table ipr_state. " + GRANT);
        } else {
            thenBlocks("table_missing", "The table ipr_state is missing. Run the script " + StoreDatabase.script() + " as the owner of the"
                    + " schema, and grant this user select, insert, update and delete on its tables.");
        }
        thenRecoversWhen(() -> {
            database.runScript();
            database.grant("select, insert, update, delete");
        });
    }

    @Test
    void aUserWithoutTheRightToRead() throws Exception {
        database = StoreDatabase.withTables();
        database.sql("revoke select on ipr_state from " + database.user);
        start(database.settings());
        thenBlocks("permission_missing", "This database user may not read the table ipr_state. " + GRANT);
        thenRecoversWhen(() -> database.sql("grant select on ipr_state to " + database.user));
    }

    @Test
    void aDatabaseThatIsNotThere() throws Exception {
        database = StoreDatabase.empty();
        Map<String, String> settings = new HashMap<>(database.settingsOfOwner());
        settings.computeIfPresent("jdbc-url", (name, url) -> StoreDatabase.PRODUCT.equals("h2") ? "jdbc:h2:mem:nowhere;IFEXISTS=TRUE"
                : url.replace(database.name, database.name + "_x"));
        start(settings);
        thenBlocks("database_missing", "The server has no database of the name in the JDBC URL. Correct the URL, or create the database.");
        if (!StoreDatabase.PRODUCT.equals("h2")) {
            thenRecoversWhen(() -> StoreDatabase.onServer("create database " + database.name + "_x"));
            server.close();
            server = null;
            StoreDatabase.onServer("drop database " + database.name + "_x");
        }
    }

    @Test
    void aWrongHostOrPort() throws Exception {
        database = StoreDatabase.empty();
        String product = StoreDatabase.PRODUCT.equals("h2") ? "h2:tcp" : StoreDatabase.PRODUCT;
        start(Map.of("jdbc-url", "jdbc:" + product + "://127.0.0.1:1/x", "jdbc-user", "x", "activation", "PT2S"));
        thenBlocks("store_unreachable", "Nothing listens at the host and port of the JDBC URL. Start the database, or correct the URL.");
        server.close();
        warnings.clear();
        start(Map.of("jdbc-url", "jdbc:" + product + "://no-such-host.invalid/x", "jdbc-user", "x", "activation", "PT2S"));
        thenBlocks("host_unknown", "The host in the JDBC URL is not known. Correct the URL, or the name server's entry.");
    }

    /** Decisions need no writing; the same for a node that starts meanwhile. */
    private void thenGoesOn(String code, String sentence, String refusal) throws Exception {
        for (int round = 0; round < 2; round++) {
            await(() -> get("/health/ready").body().equals("{\"reasons\":[\"" + code + "\",\"report_not_saved\"],\"status\":\"ready\"}"),
                    Duration.ofSeconds(30));
            long end = System.nanoTime() + SOME_POLLS.toNanos();
            while (System.nanoTime() < end) {
                assertThat(get("/api/v1/hello").statusCode()).isEqualTo(200);
                assertThat(get("/health/ready").statusCode()).isEqualTo(200);
                LockSupport.parkNanos(50_000_000);
            }
            assertThat(list().path("problem").asText()).isEqualTo("The report of this node cannot be saved: " + sentence);
            assertThat(list().path("loaded").asBoolean()).isTrue();
            Reply refused = api.post("/entries", "{\"name\":\"x\",\"address\":\"192.0.2.1\"}");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.detail()).isEqualTo("Not saved: " + refusal);
            assertThat(warnings).filteredOn(("The report of this node cannot be saved: " + sentence)::equals).hasSize(1);
            server.close();
            warnings.clear();
            start(database.settings());
        }
    }

    private void thenSavesAgainWhen(Mend mend) throws Exception {
        mend.run();
        long mended = System.nanoTime();
        await(() -> get("/health/ready").body().equals("{\"status\":\"ready\"}"), LONGEST_RECOVERY);
        System.out.println(StoreDatabase.PRODUCT + ": writes again after " + (System.nanoTime() - mended) / 1_000_000 + " ms");
        save("x", "192.0.2.1", 201);
    }

    private void givenAListInForce() throws Exception {
        database = StoreDatabase.withTables();
        start(database.settings());
        await(() -> get("/health/ready").statusCode() == 200, Duration.ofSeconds(60));
        save("caller", "127.0.0.1", 201);
        await(() -> get("/api/v1/hello").statusCode() == 200, Duration.ofSeconds(30));
    }

    @Test
    void aUserWhoMayOnlyRead() throws Exception {
        givenAListInForce();
        database.revoke("insert, update, delete");
        String sentence = "This database user may not write to the tables of the access lists. " + GRANT;
        thenGoesOn("permission_missing", sentence, "t" + sentence.substring(1));
        thenSavesAgainWhen(() -> database.grant("insert, update, delete"));
    }

    @Test
    void aDatabaseThatIsReadOnly() throws Exception {
        givenAListInForce();
        database.readOnly(true);
        try {
            String sentence = "The database is read-only. Make it writable; changes are then accepted again without a restart.";
            thenGoesOn("read_only", sentence, "t" + sentence.substring(1));
            thenSavesAgainWhen(() -> database.readOnly(false));
        } finally {
            database.readOnly(false);
        }
    }

    @Test
    void aTableThatDisappearsWhileItRuns() throws Exception {
        givenAListInForce();
        database.sql("alter table ipr_entry_version rename to gone");
        String sentence = "The table ipr_entry_version is missing. Run the script " + StoreDatabase.script() + " as the owner of the schema, and"
                + " grant this user select, insert, update and delete on its tables.";
        database.sql("update ipr_state set revision = revision + 1");
        await(() -> get("/health/ready").body().equals("{\"reasons\":[\"list_not_refreshed\",\"table_missing\"],\"status\":\"ready\"}"),
                Duration.ofSeconds(30));
        assertThat(get("/api/v1/hello").statusCode()).as("the last good list").isEqualTo(200);
        assertThat(list().path("problem").asText()).isEqualTo(sentence);
        assertThat(warnings).filteredOn(line -> line.contains("cannot be refreshed")).singleElement().asString()
                .isEqualTo("The access lists cannot be refreshed; the last good ones stay in force: " + sentence);
        database.sql("alter table gone rename to ipr_entry_version");
        await(() -> get("/health/ready").body().equals("{\"status\":\"ready\"}"), LONGEST_RECOVERY);
    }

    /** Not a failure: the list is loaded, and nobody is on it. */
    @Test
    void aListThatTheDatabaseDoesNotHold() throws Exception {
        database = StoreDatabase.withTables();
        Map<String, String> console = new HashMap<>(database.settings());
        console.put("list", "defualt");
        start(console); // the filter's list is “default”
        await(() -> get("/health/ready").body().equals("{\"status\":\"ready\"}"), Duration.ofSeconds(60));
        save("caller", "127.0.0.1", 201);
        await(() -> get("/health/ready").body().equals("{\"reasons\":[\"list_unknown\"],\"status\":\"ready\"}"), Duration.ofSeconds(30));
        String sentence = "The database holds no list “default”, only “defualt”. Correct the setting list of the filter, or add the first"
                + " entry to that list. Until then, it allows nobody.";
        assertThat(list().path("problem").asText()).isEqualTo(sentence);
        assertThat(get("/api/v1/hello").statusCode()).as("blocked, not unavailable").isEqualTo(403);
        server.close();
        start(database.settings());
        await(() -> get("/health/ready").body().equals("{\"reasons\":[\"list_unknown\"],\"status\":\"ready\"}"), Duration.ofSeconds(60));
        assertThat(warnings).filteredOn(sentence::equals).as("once each start").hasSize(2);
        save("caller", "127.0.0.1", 201);
        await(() -> get("/health/ready").body().equals("{\"status\":\"ready\"}"), Duration.ofSeconds(30));
        await(() -> get("/api/v1/hello").statusCode() == 200, Duration.ofSeconds(30));
        assertThat(List.copyOf(warnings)).filteredOn(sentence::equals).hasSize(2);
    }
}
