package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an administrator does with a list, over plain HTTP and without script. */
class EntryFlowsTest {
    private static PagesServer server;
    private PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");

    @BeforeAll
    static void start() throws Exception {
        server = PagesServer.start(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void adds_an_address_and_says_when_it_takes_effect() {
        browser.open("/admin/ip-restriction/new").answers(200);
        browser.submit("ip-restriction", Map.of("name", "Billing server", "address", "203.0.113.10")).answers(303);
        assertThat(browser.header("Location")).isEqualTo("ip-restriction#flash");
        browser.follow().shows("Billing server is saved. It will take effect automatically in 5 minutes, at ", " UTC.");
        assertThat(browser.html()).contains("Pending", "1 of 50 entries used");
    }
}
