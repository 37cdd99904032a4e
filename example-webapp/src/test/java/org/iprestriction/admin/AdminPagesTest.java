package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Filter;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.Authenticator;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.security.authentication.FormAuthenticator;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.util.security.Credential;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.RunScript;
import org.iprestriction.admin.signin.SignIn;
import org.iprestriction.jpa.IpRestriction;
import org.iprestriction.settings.Settings;
import org.iprestriction.settings.SettingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in an application that is not the example: by three elements of web.xml, or by one call. */
class AdminPagesTest {
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="5.0">
              <context-param>
                <param-name>ip-restriction.jdbc-url</param-name>
                <param-value>%s</param-value>
              </context-param>
              <context-param>
                <param-name>ip-restriction.admin-path</param-name>
                <param-value>/intern/netz</param-value>
              </context-param>
              <context-param>
                <param-name>ip-restriction.admin-role</param-name>
                <param-value>netz-verwalter</param-value>
              </context-param>
              <listener>
                <listener-class>org.iprestriction.jpa.JpaAccessListsListener</listener-class>
              </listener>
              <listener>
                <listener-class>org.iprestriction.admin.AdminPages</listener-class>
              </listener>
            </web-app>
            """;

    @TempDir
    private Path directory;
    private final HttpClient client = HttpClient.newHttpClient();
    private final JdbcDataSource database = new JdbcDataSource();
    private Connection keepsItAlive;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    /** Something that the application has below the same path. */
    private static final class Own extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("the application's own");
        }
    }

    @BeforeEach
    void givenADatabaseAndAServer() throws Exception {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        keepsItAlive = database.getConnection();
        try (Reader script = new InputStreamReader(
                IpRestriction.class.getResourceAsStream("schema/h2/R__ip_restriction_access_lists.sql"), StandardCharsets.UTF_8)) {
            RunScript.execute(keepsItAlive, script);
        }
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        keepsItAlive.close();
    }

    private static ConstraintSecurityHandler realm(String role) {
        return realm(new HashLoginService(), role, new FormAuthenticator());
    }

    private static ConstraintSecurityHandler realm(HashLoginService realm, String role, Authenticator authenticator) {
        UserStore users = new UserStore();
        users.addUser("mary", Credential.getCredential("secret"), new String[] {role});
        realm.setUserStore(users);
        ConstraintSecurityHandler security = new ConstraintSecurityHandler();
        security.setLoginService(realm);
        security.setAuthenticator(authenticator);
        return security;
    }

    /** An application in which code adds the pages. */
    private void start(IpRestriction lists, ConstraintSecurityHandler realm) throws Exception {
        ServletContextHandler application = new ServletContextHandler("/", true, true);
        application.setSecurityHandler(realm);
        application.addServletContainerInitializer((classes, context) -> AdminPages.register(context, lists));
        server.setHandler(application);
        server.start();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String mary() {
        return basic("mary", "secret");
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private void thenPagesAndApiAreAt(String admin) throws Exception {
        HttpResponse<String> pages = get(admin + "/ip-restriction");
        assertThat(pages.statusCode()).isEqualTo(303);
        assertThat(pages.headers().firstValue("Location")).hasValue("ip-restriction/sign-in");
        HttpResponse<String> signIn = get(admin + "/ip-restriction/sign-in");
        assertThat(signIn.statusCode()).isEqualTo(200);
        assertThat(signIn.body()).contains("<form").contains("../ip-restriction/assets/");
        assertThat(signIn.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(get(admin + "/api/v1/ip-restriction/entries").statusCode()).isEqualTo(401);
        HttpResponse<String> entries = get(admin + "/api/v1/ip-restriction/entries", "Authorization", mary());
        assertThat(entries.statusCode()).as(entries.body()).isEqualTo(200);
        assertThat(entries.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void byWebXmlAloneUnderAPathAndWithARoleOfTheApplication() throws Exception {
        Files.createDirectories(directory.resolve("WEB-INF"));
        Files.writeString(directory.resolve("WEB-INF/web.xml"), WEB_XML.formatted(database.getURL()));
        WebAppContext application = new WebAppContext(directory.toString(), "/shop");
        application.setParentLoaderPriority(true);
        application.setThrowUnavailableOnStartupException(true);
        application.setSecurityHandler(realm("netz-verwalter"));
        application.addServlet(new ServletHolder(new Own()), "/intern/netz/other");
        server.setHandler(application);
        server.start();

        thenPagesAndApiAreAt("/shop/intern/netz");
        assertThat(get("/shop/intern/netz/other").body()).as("nothing else below that path is taken")
                .isEqualTo("the application's own");
        assertThat(get("/shop/intern/netz/other").headers().firstValue("Content-Security-Policy")).isEmpty();
        assertThat(get("/shop/admin/ip-restriction").statusCode()).isEqualTo(404);
    }

    @Test
    void byOneCallFromCode() throws Exception {
        try (IpRestriction lists = IpRestriction.open(database, Settings.of(Map.of()))) {
            start(lists, realm("ip-restriction-admin"));
            thenPagesAndApiAreAt("/admin");
            server.stop();
        }
    }

    /** Jetty then looks at the header by itself, whenever somebody asks who the user is. */
    @Test
    void inAnApplicationThatHasBasicOfItsOwnNoPasswordIsCheckedBeforeItsTurn() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HashLoginService counting = new HashLoginService() {
            @Override
            public UserIdentity login(String user, Object password, Request request, Function<Boolean, Session> session) {
                asked.incrementAndGet();
                return super.login(user, password, request, session);
            }
        };
        try (IpRestriction lists = IpRestriction.open(database, Settings.of(Map.of()))) {
            start(lists, realm(counting, "ip-restriction-admin", new BasicAuthenticator()));
            thenPagesAndApiAreAt("/admin");
            asked.set(0);
            assertThat(get("/admin/ip-restriction/sign-in", "Authorization", mary()).statusCode()).isEqualTo(200);
            assertThat(get("/admin/ip-restriction", "Authorization", mary()).statusCode()).isEqualTo(303);
            assertThat(asked).as("the pages do not look at the header").hasValue(0);
            for (int i = 0; i < 3; i++) {
                assertThat(get("/admin/api/v1/ip-restriction/entries", "Authorization", basic("mary", "wrong")).statusCode())
                        .isEqualTo(401);
            }
            assertThat(asked.get()).as("once by the container and once by us; what was wrong a moment ago is not checked again")
                    .isLessThanOrEqualTo(2);
            server.stop();
        }
    }

    @Test
    void aContainerThatForgetsAtOnceWhoSignedInIsToldOfInTheLog() throws Exception {
        List<String> told = new ArrayList<>();
        Logger log = Logger.getLogger(SignIn.class.getName());
        Filter listening = line -> told.add(line.getLevel() + " " + line.getMessage()) && false;
        log.setFilter(listening);
        try (IpRestriction lists = IpRestriction.open(database, Settings.of(Map.of()))) {
            start(lists, realm(new HashLoginService(), "ip-restriction-admin", new BasicAuthenticator()));
            URI signIn = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/admin/ip-restriction/sign-in");
            HttpResponse<String> signedIn = client.send(HttpRequest.newBuilder(signIn).header("Sec-Fetch-Site", "same-origin")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("user=mary&password=secret&to=")).build(), BodyHandlers.ofString());
            assertThat(signedIn.statusCode()).isEqualTo(303);
            assertThat(told).isEmpty();
            String cookies = signedIn.headers().allValues("Set-Cookie").stream().map(line -> line.substring(0, line.indexOf(';')))
                    .collect(Collectors.joining("; "));
            assertThat(get("/admin/ip-restriction", "Cookie", cookies).headers().firstValue("Location"))
                    .hasValue("ip-restriction/sign-in");
            assertThat(told).containsExactly("WARNING The container has forgotten who signed in to the pages. If it does so after"
                    + " every sign-in, as Jetty does without it, add a login-config with the auth-method FORM to web.xml.");
            server.stop();
        } finally {
            log.setFilter(null);
        }
    }

    @Test
    void withoutTheListsItIsASentence() {
        ServletContextHandler application = new ServletContextHandler("/", true, false);
        ServletContext context = application.getServletContext();
        assertThatThrownBy(() -> new AdminPages().contextInitialized(new ServletContextEvent(context))).isInstanceOf(SettingsException.class)
                .hasMessage("The pages of the IP restriction find no lists: add the listener"
                        + " org.iprestriction.jpa.JpaAccessListsListener to web.xml, before org.iprestriction.admin.AdminPages.");
    }
}
