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
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.FormAuthenticator;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.security.Credential;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.RunScript;
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
        UserStore users = new UserStore();
        users.addUser("mary", Credential.getCredential("secret"), new String[] {role});
        HashLoginService realm = new HashLoginService();
        realm.setUserStore(users);
        ConstraintSecurityHandler security = new ConstraintSecurityHandler();
        security.setLoginService(realm);
        security.setAuthenticator(new FormAuthenticator());
        return security;
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String mary() {
        return "Basic " + Base64.getEncoder().encodeToString("mary:secret".getBytes(StandardCharsets.UTF_8));
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
            ServletContextHandler application = new ServletContextHandler("/", true, true);
            application.setSecurityHandler(realm("ip-restriction-admin"));
            application.addServletContainerInitializer((classes, context) -> AdminPages.register(context, lists));
            server.setHandler(application);
            server.start();
            thenPagesAndApiAreAt("/admin");
            server.stop();
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
