package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.context.AdminContext;
import org.iprestriction.admin.http.SecurityHeaders;
import org.iprestriction.admin.page.Assets;
import org.iprestriction.admin.page.Form;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other sites, other methods, huge bodies and unknown addresses get. */
class ProtectionTest {
    private static final String LIST = "/admin/ip-restriction";
    private static PagesServer server;
    private final PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");

    @BeforeAll
    static void start() throws Exception {
        server = PagesServer.start(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Map<String, String> form(String name) {
        browser.open(LIST + "/new");
        Map<String, String> form = new HashMap<>(browser.form("ip-restriction").fields());
        form.putAll(Map.of("name", name, "address", "203.0.113.7"));
        return form;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none",
        "Origin, http://evil.test",
        "Origin, null",
        "X-Nothing, at all",
    })
    void a_form_from_elsewhere_is_refused_although_its_token_is_right(String header, String value) {
        browser.post(server.uri(LIST), form("Forged entry"), Map.of(header, value)).answers(403)
                .shows("Request refused", "This change was not sent from this page, so nothing was changed.")
                .showsNot("Forged entry");
        browser.open(LIST).showsNot("Forged entry");
    }

    @Test
    void behind_a_proxy_that_changes_the_host_the_refusal_of_a_sign_in_names_the_cause_and_not_the_inside() {
        PlainBrowser signedOut = new PlainBrowser(server).open(LIST).follow();
        signedOut.post(server.uri(LIST + "/sign-in"), Map.of("user", "a.yilmaz", "password", PagesServer.PASSWORD),
                Map.of("Origin", "http://admin.example.com")).answers(403)
                .shows("“http://admin.example.com”", "set ip-restriction.public-origin to it", "proxy_set_header Host $http_host;")
                .showsNot("127.0.0.1:");
        browser.post(server.uri(LIST), form("Own form"), Map.of("Origin", "http://admin.example.com")).answers(403)
                .shows("Host is “127.0.0.1:" + server.uri("").getPort() + "”");
    }

    @Test
    void what_another_site_sends_as_its_origin_is_text() {
        browser.post(server.uri(LIST), form("Own form"), Map.of("Origin", "http://<script>alert(1)</script>")).answers(403);
        assertThat(browser.html()).doesNotContain("<script>alert");
    }

    @Test
    void fields_that_the_form_does_not_have_set_nothing() {
        Map<String, String> form = form("More fields");
        form.put("address", "203.0.113.8");
        for (String field : List.of("id", "createdBy", "changedBy", "status", "list", "revision", "inForce", "effectiveAt",
                "deleted")) {
            form.put(field, "999999");
        }
        browser.post(server.uri(LIST), form, Map.of("Sec-Fetch-Site", "same-origin")).answers(303);
        assertThat(server.store().list("default").entries()).filteredOn(entry -> entry.name().equals("More fields"))
                .singleElement().satisfies(entry -> {
                    assertThat(entry.id()).isNotEqualTo(999_999);
                    assertThat(entry.createdBy()).isEqualTo("a.yilmaz");
                    assertThat(entry.changedBy()).isEqualTo("a.yilmaz");
                    assertThat(entry.inForce()).isNull();
                    assertThat(entry.deleted()).isFalse();
                });
        assertThat(server.store().list("999999").entries()).isEmpty();
    }

    @Test
    void without_the_browsers_own_word_the_origin_decides() {
        String origin = server.uri("").toString();
        browser.post(server.uri(LIST), form("By origin"), Map.of("Origin", origin)).answers(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong"})
    void a_wrong_token_shows_the_form_again_with_what_was_typed(String token) {
        Map<String, String> form = form("Wrong token");
        form.put("csrf", token);
        browser.post(server.uri(LIST), form, Map.of("Sec-Fetch-Site", "same-origin")).answers(403)
                .shows("Not saved yet.");
        assertThat(browser.form("ip-restriction").fields()).containsEntry("name", "Wrong token")
                .containsEntry("address", "203.0.113.7");
        browser.open(LIST).showsNot("Wrong token");
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource({
        "DELETE, '', 405, 'GET, HEAD, POST'",
        "PUT, /new, 405, 'GET, HEAD'",
        "POST, /new, 405, 'GET, HEAD'",
        "GET, /5/undo, 405, POST",
        "GET, /5/disable, 405, POST",
        "GET, /sign-out, 405, POST",
        "GET, /nothing, 404, ",
        "GET, /5/nothing, 404, ",
        "GET, /5, 404, ",
        "GET, /999999999999999999, 404, ",
        "GET, /9999999999999999999, 404, ",
        "GET, /-1, 404, ",
        "GET, /assets/web.xml, 404, ",
        "GET, /assets/../PagesServlet.class, 404, ",
        "GET, /activity, 404, ",
    })
    void unknown_addresses_and_methods_are_answered_with_a_page(String method, String path, int status, String allow) {
        browser.send(HttpRequest.newBuilder(server.uri(LIST + path)).method(method, BodyPublishers.noBody())
                .header("Sec-Fetch-Site", "same-origin")).answers(status).shows("Go to the IP list");
        assertThat(browser.header("Allow")).isEqualTo(allow);
        assertThat(browser.header("Content-Security-Policy")).isEqualTo(SecurityHeaders.CONTENT_SECURITY_POLICY);
    }

    @Test
    void a_body_over_16_kb_is_too_large_however_it_is_sent() {
        Map<String, String> form = form("x".repeat(Form.LIMIT));
        browser.post(server.uri(LIST), form, Map.of("Sec-Fetch-Site", "same-origin")).answers(413)
                .shows("A form can hold up to 16 KB.");
        byte[] body = ("name=" + "x".repeat(Form.LIMIT)).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        browser.send(HttpRequest.newBuilder(server.uri(LIST)).header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)))).answers(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/new", "/preview?type=ip&address=1.2.3.4", "/state", "/sign-in", "/404",
            "/assets/favicon.svg", "/assets/none"})
    void every_answer_carries_the_strict_headers(String path) {
        browser.open(LIST + path);
        SecurityHeaders.ALL.forEach((name, value) -> {
            boolean cached = path.endsWith("favicon.svg") && name.equals("Cache-Control");
            assertThat(browser.header(name)).as(name).isEqualTo(cached ? "public, max-age=86400" : value);
        });
    }

    @Test
    void assets_are_kept_for_ever_under_the_name_of_their_content() {
        browser.open(LIST + "/assets/" + Assets.CSS).answers(200);
        assertThat(browser.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(browser.header("Content-Type")).isEqualTo("text/css;charset=utf-8");
        String tag = browser.header("ETag");
        for (String known : List.of(tag, "W/" + tag, tag.replaceFirst("\"$", "-gzip\""))) {
            browser.send(HttpRequest.newBuilder(server.uri(LIST + "/assets/" + Assets.CSS)).header("If-None-Match", known))
                    .answers(304);
        }
        for (String other : List.of("\"", "W/\"\"", "\"other\"")) {
            browser.send(HttpRequest.newBuilder(server.uri(LIST + "/assets/" + Assets.CSS)).header("If-None-Match", other))
                    .answers(200);
        }
        new PlainBrowser(server).open(LIST + "/assets/" + Assets.SCRIPT).answers(200);
    }

    @Test
    void more_than_60_changes_a_minute_are_put_off_and_what_was_typed_is_kept() {
        PlainBrowser busy = PlainBrowser.signedIn(server, "m.demir");
        ChangeRate rate = server.shared(AdminContext.class).changes();
        for (int i = 0; i < 60; i++) {
            rate.take("m.demir");
        }
        busy.open(LIST + "/new").submit("ip-restriction", Map.of("name", "Sixty-first", "address", "203.0.113.61"))
                .answers(429)
                .shows("Too many changes in a short time. Try again in ");
        assertThat(busy.form("ip-restriction").fields()).containsEntry("name", "Sixty-first");
        assertThat(busy.header("Retry-After")).isNotNull();
    }
}
