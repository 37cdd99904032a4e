package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages and API say when the answer to a commit is lost and the database cannot be asked at first. */
class OutcomeUnknownTest {
    private static final String LIST = "/admin/ip-restriction";
    private static final String ENTRY = "{\"name\":\"Office\",\"address\":\"192.0.2.1\"}";
    private static final String UNKNOWN = "It is not known whether this was saved. The database stopped answering while the change was"
            + " being saved. ";
    @TempDir
    Path data;

    @AfterEach
    void mend() {
        LostCommitDriver.mend();
    }

    private static Map<String, String> settings(String name) {
        return Map.of("jdbc-url", LostCommitDriver.URL + "h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    }

    private static void lose(boolean carriedOut, boolean silent) {
        LostCommitDriver.lose(carriedOut, silent);
    }

    /** Lets the database answer again, and waits until pages can read the list. */
    private static void answerAgain(PlainBrowser browser) throws InterruptedException {
        LostCommitDriver.mend();
        for (int tries = 0; browser.open(LIST).html().contains("cannot be changed right now"); tries++) {
            assertThat(tries).isLessThan(200);
            TimeUnit.MILLISECONDS.sleep(50); // between two looks at the page
        }
    }

    @Test
    void a_form_is_kept_and_saving_it_again_settles_it_whether_it_was_saved_or_not() throws Exception {
        try (PagesServer server = PagesServer.start(settings("unknown-form"))) {
            PlainBrowser other = PlainBrowser.signedIn(server, "m.demir");
            for (boolean saved : new boolean[] {true, false}) {
                String name = saved ? "Saved" : "Not there";
                String address = saved ? "203.0.113.1" : "203.0.113.2";
                PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
                browser.open(LIST + "/new");
                String nonce = browser.form("ip-restriction").fields().get("nonce");
                lose(saved, true);
                browser.submit("ip-restriction", Map.of("name", name, "address", address, "expires", "PT6H")).answers(503)
                        .shows(UNKNOWN + "The list cannot be read at the moment. Save again to make sure: nothing is saved twice.");
                assertThat(browser.form("ip-restriction").fields()).containsEntry("name", name).containsEntry("nonce", nonce);
                browser.submit("ip-restriction", Map.of("expires", "PT6H")).answers(503).shows("It is not known whether this was saved.")
                        .showsNot("Not saved");
                assertThat(browser.form("ip-restriction").fields()).containsEntry("nonce", nonce);
                answerAgain(other);
                browser.submit("ip-restriction", Map.of("expires", "PT6H")).answers(303).follow().shows(name + " is saved.");
                assertThat(server.store().list("default").entries()).filteredOn(e -> e.name().equals(name)).hasSize(1)
                        .allSatisfy(e -> assertThat(e.version()).isEqualTo(1));
            }
            assertThat(server.store().list("default").revision()).isEqualTo(2);
        }
    }

    @Test
    void what_can_be_found_out_is_answered_as_always() throws Exception {
        try (PagesServer server = PagesServer.start(settings("found-out"))) {
            PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
            browser.open(LIST + "/new");
            lose(true, false);
            browser.submit("ip-restriction", Map.of("name", "Saved", "address", "203.0.113.1")).answers(303).follow()
                    .shows("Saved is saved.");
            browser.open(LIST + "/new");
            lose(false, false);
            browser.submit("ip-restriction", Map.of("name", "Refused", "address", "203.0.113.2")).answers(503)
                    .shows("Not saved: the database does not answer. Try again in a moment.");
        }
    }

    @Test
    void a_deletion_says_that_it_is_not_known_and_the_list_shows_what_became_of_it() throws Exception {
        try (PagesServer server = PagesServer.start(settings("unknown-deletion"))) {
            PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
            browser.open(LIST + "/new").submit("ip-restriction", Map.of("name", "Office", "address", "203.0.113.1")).answers(303);
            long id = server.store().list("default").entries().get(0).id();
            browser.open(LIST + "/" + id + "/delete");
            lose(true, true);
            browser.submit("/delete").answers(303).follow()
                    .shows("It is not known whether this was done. The database stopped answering while the change was being saved.",
                            "The list cannot be read at the moment. Look again before you repeat it.");
            answerAgain(browser);
            browser.showsNot("Office");
        }
    }

    @Test
    void the_api_says_so_and_a_repeated_key_settles_it() throws Exception {
        try (TestServer server = new TestServer(data, "/", settings("unknown-api"))) {
            for (boolean saved : new boolean[] {true, false}) {
                ApiClient keyed = new ApiClient(server, "admin", "Idempotency-Key", "key-" + saved);
                String body = saved ? ENTRY : ENTRY.replace("Office", "Branch").replace("2.1", "2.2");
                lose(saved, true);
                Reply unknown = keyed.post("/entries", body);
                assertThat(unknown.status()).isEqualTo(503);
                assertThat(unknown.code()).isEqualTo("outcome_unknown");
                assertThat(unknown.header("Retry-After")).isEqualTo("5");
                assertThat(unknown.detail()).isEqualTo(UNKNOWN + "The list cannot be read at the moment."
                        + " Repeat the request with the same Idempotency-Key: nothing is saved twice.");
                assertThat(keyed.post("/entries", body).status()).as("while it is silent").isEqualTo(503);
                LostCommitDriver.mend();
                Reply settled = keyed.post("/entries", body);
                for (int tries = 0; settled.status() == 503; tries++) {
                    assertThat(tries).isLessThan(200);
                    TimeUnit.MILLISECONDS.sleep(50); // between two requests
                    settled = keyed.post("/entries", body);
                }
                assertThat(settled.status()).as(settled.text()).isEqualTo(201);
                assertThat(settled.json().get("version").longValue()).isEqualTo(1);
            }
            assertThat(new ApiClient(server, "admin").get("/entries").json().get("revision").longValue()).isEqualTo(2);
            lose(false, true);
            assertThat(new ApiClient(server, "admin", "If-Match", "*").delete("/entries/1").detail())
                    .endsWith(" Read the list before you repeat the request.");
        }
    }
}
