package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.iprestriction.admin.access.KnownDevices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignInTest {
    private static final String LIST = "/admin/ip-restriction";
    private static PagesServer server;
    private final PlainBrowser browser = new PlainBrowser(server);

    @BeforeAll
    static void start() throws Exception {
        server = PagesServer.start(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private PlainBrowser signIn(String user, String password) {
        return browser.submit("/sign-in", Map.of("user", user, "password", password));
    }

    @Test
    void every_page_asks_who_it_is_and_leads_back_afterwards() {
        browser.open(LIST + "/new?type=range&address=10.0.0.0%2F8&name=A+B").answers(303).follow();
        assertThat(browser.path()).endsWith("/sign-in");
        signIn("a.yilmaz", PagesServer.PASSWORD).answers(303).follow().answers(200);
        assertThat(browser.path()).isEqualTo(LIST + "/new");
        assertThat(browser.form("ip-restriction").fields()).containsEntry("address", "10.0.0.0/8").containsEntry("name",
                "A B");
    }

    @Test
    void a_wrong_password_says_so_and_leaves_no_session() {
        browser.open(LIST).follow();
        signIn("a.yilmaz", "wrong").answers(403).shows("The user name or the password is not right.");
        assertThat(browser.title()).startsWith("Error: Sign in");
        browser.open(LIST).answers(303);
    }

    @Test
    void a_user_without_our_roles_is_told_which_he_needs() {
        browser.open(LIST).follow();
        signIn("stranger", PagesServer.PASSWORD).answers(403)
                .shows("This user may not see the list. It needs the role ip-restriction-admin, ip-restriction-viewer or ip-restriction-operator.");
        browser.open(LIST).answers(303);
    }

    @Test
    void the_session_begins_with_the_sign_in_under_a_new_id_and_a_strict_cookie() {
        browser.open(LIST).follow();
        assertThat(browser.header("Set-Cookie")).isNull();
        signIn("a.yilmaz", PagesServer.PASSWORD);
        assertThat(browser.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
        String first = browser.header("Set-Cookie");
        browser.follow().submit("/sign-out").answers(303);
        browser.follow();
        assertThat(browser.path()).endsWith("/sign-in");
        signIn("a.yilmaz", PagesServer.PASSWORD);
        assertThat(browser.header("Set-Cookie")).isNotEqualTo(first);
    }

    @Test
    void nothing_outside_the_pages_can_be_the_way_back() {
        for (String to : new String[] {"//evil.test", "/..//evil.test", "/../../x", "\\\\evil.test",
                "https://evil.test", "/x\r\nSet-Cookie:a=b", "/a:b", "/%2e%2e/%2e%2e/api/v1/hello", "/%2E./x", "/.%2e/x", "/./x",
                "/%252e%252e/x", "/..%2fx", "/x/..;/y", "/%5c%5cevil.test", "/x%0d%0aSet-Cookie:a", "/x/", "?" + "x".repeat(3_000)}) {
            browser.open(LIST + "/sign-in");
            browser.submit("/sign-in", Map.of("user", "a.yilmaz", "password", PagesServer.PASSWORD, "to", to))
                    .answers(303);
            assertThat(browser.header("Location")).as(to).isEqualTo("../ip-restriction");
            browser.follow().submit("/sign-out");
        }
    }

    @Test
    void the_right_password_is_not_refused_after_wrong_ones() {
        browser.open(LIST).follow();
        for (int i = 0; i < 6; i++) {
            signIn("m.demir", "wrong" + i).answers(403);
        }
        signIn("m.demir", PagesServer.PASSWORD).answers(303);
    }

    @Test
    void a_device_on_which_somebody_signed_in_is_known_again_and_nobody_elses_is() {
        browser.open(LIST).follow();
        signIn("a.yilmaz", PagesServer.PASSWORD).answers(303);
        String cookie = browser.headers("Set-Cookie").stream().filter(c -> c.startsWith(KnownDevices.COOKIE)).findFirst()
                .orElseThrow();
        assertThat(cookie).contains("; HttpOnly", "; SameSite=Strict").doesNotContain("Secure", "a.yilmaz");
        browser.follow().submit("/sign-out");
        browser.open(LIST).follow();
        signIn("a.yilmaz", PagesServer.PASSWORD).answers(303);
        assertThat(browser.headers("Set-Cookie")).as("it is known").noneMatch(c -> c.startsWith(KnownDevices.COOKIE));
        browser.follow().submit("/sign-out");
        browser.open(LIST).follow();
        signIn("m.demir", PagesServer.PASSWORD).answers(303);
        assertThat(browser.headers("Set-Cookie")).as("not as theirs").anyMatch(c -> c.startsWith(KnownDevices.COOKIE));
        browser.follow().submit("/sign-out");
        browser.open(LIST).follow();
        signIn("a.yilmaz", PagesServer.PASSWORD).answers(303);
        assertThat(browser.headers("Set-Cookie")).as("both are known").noneMatch(c -> c.startsWith(KnownDevices.COOKIE));
    }

    @Test
    void a_browser_keeps_a_few_device_cookies_of_one_instance_and_those_of_others() throws Exception {
        String name = deviceCookies("").get(0).replaceFirst("=.*", "");
        String instance = name.substring(0, name.lastIndexOf('-') + 1);
        String others = IntStream.range(0, 7).mapToObj(i -> instance + i + "=x; " + KnownDevices.COOKIE + "-other-" + i + "=x; ")
                .collect(Collectors.joining());
        List<String> set = deviceCookies(others + "a=b");
        assertThat(set).hasSize(1 + 3);
        assertThat(set.get(0)).startsWith(name + "=").doesNotContain("Max-Age=0");
        assertThat(set.subList(1, 4)).allMatch(c -> c.startsWith(instance) && c.contains("=; Max-Age=0;"));
    }

    /** The device cookies that a sign-in with {@code cookies} is answered with. */
    private static List<String> deviceCookies(String cookies) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(server.uri(LIST + "/sign-in")).header("Cookie", cookies)
                .header("Content-Type", "application/x-www-form-urlencoded").header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString("user=m.demir&password="
                        + URLEncoder.encode(PagesServer.PASSWORD, StandardCharsets.UTF_8))).build(), BodyHandlers.discarding())
                .headers().allValues("Set-Cookie").stream().filter(c -> c.startsWith(KnownDevices.COOKIE)).toList();
    }

    @Test
    void what_was_typed_survives_the_end_of_the_session() {
        browser.open(LIST).follow();
        signIn("a.yilmaz", PagesServer.PASSWORD).follow();
        browser.open(LIST + "/new");
        PlainBrowser forgotten = new PlainBrowser(server);
        forgotten.post(server.uri(LIST), Map.of("csrf", "old", "type", "range", "name", "Kept <b>", "address",
                "10.9.0.0/24"),
                Map.of("Sec-Fetch-Site", "same-origin")).answers(403).shows("Nothing has been saved.");
        forgotten.submit("/sign-in", Map.of("user", "a.yilmaz", "password", "wrong")).answers(403);
        forgotten.submit("/sign-in", Map.of("user", "a.yilmaz", "password", PagesServer.PASSWORD)).answers(303).follow()
                .answers(200)
                .shows("Not saved yet. You were signed out while this form was open.");
        assertThat(forgotten.form("ip-restriction").fields()).containsEntry("name", "Kept <b>").containsEntry("address",
                "10.9.0.0/24")
                .containsEntry("type", "range");
        forgotten.submit("ip-restriction", Map.of("name", "Kept")).answers(303).follow().shows("Kept is saved.");
    }

    @Test
    void a_button_pressed_after_the_session_has_ended_changes_nothing_and_says_so() {
        browser.post(server.uri(LIST + "/1/undo"), Map.of("csrf", "old"), Map.of("Sec-Fetch-Site", "same-origin"))
                .answers(403);
        signIn("a.yilmaz", PagesServer.PASSWORD).answers(303).follow()
                .shows("Nothing was changed. You were signed out while this page was open.");
    }

    @Test
    void the_script_is_answered_in_its_own_language() {
        browser.open(LIST + "/preview?type=ip&address=1.2.3.4").answers(401);
        browser.open(LIST + "/state").answers(401);
        assertThat(browser.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void a_viewer_sees_everything_and_changes_nothing() {
        PlainBrowser admin = PlainBrowser.signedIn(server, "a.yilmaz");
        admin.open(LIST + "/new").submit("ip-restriction", Map.of("name", "Looked at", "address", "203.0.113.99"))
                .answers(303);
        browser.open(LIST).follow();
        signIn("viewer", PagesServer.PASSWORD).follow().answers(200).shows("Looked at").showsNot("Undo");
        assertThat(browser.html()).doesNotContain("id=\"add\"", "icon trash");
        String id = browser.html().replaceFirst("(?s).*id=\"n(\\d+)\"[^>]*><bdi>Looked at<.*", "$1");
        browser.open(LIST + "/" + id).answers(200).shows("Close").showsNot("Save");
        String token = browser.form("/sign-out").fields().get("csrf");
        for (String action : new String[] {"", "/" + id, "/" + id + "/delete", "/" + id + "/undo", "/" + id
                + "/disable"}) {
            browser.post(server.uri(LIST + action), Map.of("csrf", token), Map.of("Sec-Fetch-Site", "same-origin"))
                    .answers(403)
                    .shows("You can look at this list but not change it.");
        }
    }

    @Test
    void the_way_in_from_above_leads_to_the_list() {
        browser.open("/admin").answers(302);
        assertThat(browser.header("Location")).isEqualTo("admin/ip-restriction");
        browser.open("/admin/").answers(302);
        assertThat(browser.header("Location")).isEqualTo("ip-restriction");
        browser.send(HttpRequest.newBuilder(server.uri(LIST + "/sign-in")).method("HEAD",
                HttpRequest.BodyPublishers.noBody())).answers(200);
    }
}
