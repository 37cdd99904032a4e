package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A restriction that only reports, as the pages show it: on every one of them, and never by their doing. */
class ReportModeTest {
    private static final String LIST = "/admin/ip-restriction";
    private static final String BANNER =
            "Nothing is blocked. The restriction only reports what it would block. Switch it on in the server configuration.";
    private static final String API = "/api/v1/hello";

    @Test
    void every_page_says_that_nothing_is_blocked_and_nothing_is() throws Exception {
        try (PagesServer server = PagesServer.start(Map.of("mode", "report"))) {
            PlainBrowser browser = new PlainBrowser(server);
            browser.open(API).answers(200);
            browser.open(LIST + "/sign-in").answers(200).shows("Sign in", BANNER);
            browser.submit("/sign-in", Map.of("user", "a.yilmaz", "password", "wrong")).answers(403).shows(BANNER);
            browser.post(server.uri(LIST), Map.of("name", "Kept"), Map.of("Sec-Fetch-Site", "same-origin")).answers(403)
                    .shows("You were signed out", BANNER);
            browser = PlainBrowser.signedIn(server, "a.yilmaz");
            browser.open(LIST).answers(200).shows(BANNER).showsNot("All API requests are blocked");
            browser.open(LIST + "/new").answers(200).shows(BANNER);
            browser.submit("ip-restriction", Map.of("name", "Office", "address", "203.0.113.7/24")).answers(422).shows(BANNER);
            browser.submit("ip-restriction", Map.of("name", "Office", "address", "203.0.113.7")).answers(303).follow()
                    .answers(200).shows("Office is saved.", BANNER);
            String entry = browser.html().replaceFirst("(?s).*href=\"[^\"]*ip-restriction/([0-9]+)\".*", "$1");
            browser.open(LIST + "/" + entry).answers(200).shows(BANNER);
            browser.open(LIST + "/" + entry + "/delete").answers(200).shows(BANNER);
            browser.open(LIST + "?q=nothing&check=203.0.113.7").answers(200).shows(BANNER);
            browser.open(LIST + "/4711").answers(404).shows(BANNER);
            browser.open("/admin/elsewhere").answers(404).shows(BANNER);
            browser.send(HttpRequest.newBuilder(server.uri(LIST)).method("PUT", BodyPublishers.noBody())).answers(405)
                    .shows(BANNER);
            browser.post(server.uri(LIST), Map.of(), Map.of("Sec-Fetch-Site", "cross-site")).answers(403).shows(BANNER);
            browser.post(server.uri(LIST), Map.of("name", "x".repeat(20_000)), Map.of("Sec-Fetch-Site", "same-origin"))
                    .answers(413).shows(BANNER);
            PlainBrowser viewer = PlainBrowser.signedIn(server, "viewer");
            viewer.open(LIST).shows(BANNER);
            viewer.post(server.uri(LIST), Map.of(), Map.of("Sec-Fetch-Site", "same-origin")).answers(403).shows(BANNER);
        }
    }

    @Test
    void the_status_counts_what_would_have_been_blocked_by_reason() throws Exception {
        try (PagesServer server = PagesServer.start(Map.of("mode", "report"))) {
            PlainBrowser browser = new PlainBrowser(server);
            browser.open(API).answers(200);
            browser.open(API).answers(200);
            browser.send(HttpRequest.newBuilder(server.uri("/admin/api/v1/ip-restriction/status"))
                    .header("Authorization", ApiClient.basic("a.yilmaz", PagesServer.PASSWORD))).answers(200);
            assertThat(browser.html()).contains("\"mode\":\"report\",\"requests\":{\"ALLOWED\":0,\"FAULT\":0,"
                    + "\"NOT_LISTED\":2,\"NOT_LOADED\":0,\"UNIDENTIFIED\":0}");
        }
    }

    @Test
    void nothing_that_an_administrator_or_a_caller_sends_switches_it_on() throws Exception {
        try (PagesServer server = PagesServer.start(Map.of())) {
            PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
            browser.open(LIST + "/new?mode=report&report=true").showsNot("Nothing is blocked.");
            browser.submit("ip-restriction", Map.of("name", "Office", "address", "203.0.113.7", "mode", "report", "report",
                    "true", "ip-restriction.mode", "report")).answers(303).follow().showsNot("Nothing is blocked.");
            browser.send(HttpRequest.newBuilder(server.uri(API + "?mode=report&ip-restriction.mode=report"))
                    .header("mode", "report").header("ip-restriction.mode", "report").header("Cookie", "mode=report"))
                    .answers(403);
            assertThat(browser.html()).contains("urn:ip-restriction:problem:");
        }
    }
}
