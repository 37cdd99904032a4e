package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.iprestriction.admin.ApiClient.Reply;
import org.junit.jupiter.api.Test;

/**
 * Something happens to the database while the application runs, or forbids it to write: callers are decided by what was loaded, and
 * administrators are told what is wrong.
 */
class FaultsWhileServingTest extends FaultyDatabaseCase {
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
