package org.iprestriction.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookiesTest {

    @ParameterizedTest(name = "public-origin {0}, path {1}, request over {2}: {3} {4}")
    @CsvSource(nullValues = "-", value = {
        "-, /, http, ipr-, /, false",
        "-, /app, http, ipr-, /app, false",
        "-, /, https, ipr-, /, true",
        "-, /app, https, ipr-, /app, true",
        "http://a.test, /, http, ipr-, /, false",
        "https://a.test, /, http, __Host-ipr-, /, true",
        "https://a.test:8443, /, https, __Host-ipr-, /, true",
        "https://a.test, /app, http, __Secure-ipr-, /app, true",
    })
    void the_cookie_is_secure_where_it_can_be_and_its_name_says_so(String origin, String path, String scheme, String prefix,
            String cookiePath, boolean secure) throws Exception {
        String cookie = cookie(origin, path, scheme);
        assertThat(cookie).matches(prefix + "[0-9a-f]{8}=.*").contains("; HttpOnly", "; SameSite=Lax").doesNotContain("Domain");
        assertThat(cookie + ";").contains("; Path=" + cookiePath + ";");
        assertThat(cookie.contains("; Secure")).isEqualTo(secure);
    }

    @Test
    void an_instance_keeps_its_name_and_shares_it_with_no_other() {
        String first = SessionCookie.of(null, "8080\n/", false, "").name();
        assertThat(SessionCookie.of(null, "8080\n/", false, "").name()).isEqualTo(first);
        assertThat(SessionCookie.of(null, "8081\n/", false, "").name()).isNotEqualTo(first);
        assertThat(SessionCookie.of("", "8080\n/", false, "").name()).as("an empty name counts as not set").isEqualTo(first);
    }

    @Test
    void a_chosen_name_is_the_same_everywhere() {
        assertThat(SessionCookie.of("ipr-main", "8080", false, "").name()).isEqualTo("ipr-main");
        assertThat(SessionCookie.of("ipr-main", "8081", true, "").name()).isEqualTo("__Host-ipr-main");
        assertThat(SessionCookie.of("ipr-main", "8081", true, "/app").name()).isEqualTo("__Secure-ipr-main");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a=b", "a;b", "__Host-x", "ü", "-", "a\r\nb"})
    void a_name_that_is_none_stops_the_start(String chosen) {
        assertThatThrownBy(() -> SessionCookie.of(chosen, "8080", true, "")).isInstanceOf(StartException.class)
                .hasMessageStartingWith("SESSION_COOKIE is \"" + chosen + "\"");
    }

    /** Returns the cookie that a new session gets from Jetty behind a proxy that says how it was asked. */
    private static String cookie(String publicOrigin, String path, String scheme) throws Exception {
        Server server = new Server();
        HttpConfiguration http = new HttpConfiguration();
        http.addCustomizer(new ForwardedRequestCustomizer());
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler(path, ServletContextHandler.SESSIONS);
        context.setAttribute(Settings.class.getName(),
                Settings.of(publicOrigin == null ? Map.of() : Map.of("ip-restriction.public-origin", publicOrigin)));
        context.addEventListener(new SessionCookies());
        context.addServlet(new ServletHolder(new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) {
                request.getSession(true);
            }
        }), "/*");
        server.setHandler(context);
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + path + (path.equals("/") ? "" : "/"));
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).header("X-Forwarded-Proto", scheme).build(),
                    BodyHandlers.discarding()).headers().firstValue("Set-Cookie").orElseThrow();
        } finally {
            server.stop();
        }
    }
}
