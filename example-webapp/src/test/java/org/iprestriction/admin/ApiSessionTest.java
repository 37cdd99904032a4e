package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is signed in to the pages is nobody to the JSON API, and stays signed in whatever is asked of it. */
class ApiSessionTest {
    @TempDir
    static Path data;
    private static TestServer server;
    private static String cookie;

    @BeforeAll
    static void signInToThePages() throws Exception {
        server = new TestServer(data, "/", Map.of());
        CookieManager cookies = new CookieManager();
        HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).followRedirects(HttpClient.Redirect.NORMAL).build();
        URI page = browser.send(HttpRequest.newBuilder(server.uri("/admin/ip-restriction")).build(), BodyHandlers.ofString()).uri();
        String form = "user=admin&to=&password=" + URLEncoder.encode(TestServer.PASSWORD, StandardCharsets.UTF_8);
        browser.send(HttpRequest.newBuilder(page.resolve("sign-in")).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin").POST(HttpRequest.BodyPublishers.ofString(form)).build(), BodyHandlers.ofString());
        HttpCookie session = cookies.getCookieStore().getCookies().get(0);
        cookie = session.getName() + "=" + session.getValue();
        assertThat(list()).contains("Sign out");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_session_of_the_pages_does_not_sign_in_to_the_api() throws Exception {
        ApiClient withCookie = new ApiClient(server, null, "Cookie", cookie);
        for (Reply refused : List.of(withCookie.get("/entries"), withCookie.post("/entries", "{}"),
                withCookie.with("Authorization", ApiClient.basic("admin", "wrong")).get("/entries"))) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.headers().map()).doesNotContainKey("set-cookie");
        }
        assertThat(list()).as("the page is still signed in").contains("Sign out");
    }

    @Test
    void a_password_beside_the_cookie_counts_alone_and_leaves_the_session_as_it_was() throws Exception {
        Reply reply = new ApiClient(server, "viewer", "Cookie", cookie).post("/entries", "{\"name\":\"A\",\"address\":\"192.0.2.1\"}");
        assertThat(reply.status()).as("viewer, although the session is the administrator's").isEqualTo(403);
        assertThat(new ApiClient(server, "viewer", "Cookie", cookie).get("/entries").status()).isEqualTo(200);
        assertThat(reply.headers().map()).doesNotContainKey("set-cookie");
        assertThat(list()).contains("Sign out", "admin");
    }

    @Test
    void a_realm_that_begins_sessions_leaves_none_either() throws Exception {
        try (PagesServer form = PagesServer.start(Map.of())) {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(form.uri(ApiClient.BASE + "/entries"))
                    .header("Authorization", ApiClient.basic("a.yilmaz", PagesServer.PASSWORD)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        }
    }

    private static String list() throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(server.uri("/admin/ip-restriction")).header("Cookie", cookie).build(),
                BodyHandlers.ofString()).body();
    }
}
