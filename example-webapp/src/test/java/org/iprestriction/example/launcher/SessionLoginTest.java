package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application can count on when it calls {@code request.login()} under the launcher, over real HTTP. */
class SessionLoginTest {
    /** Of "right password", with as few iterations as are legal. */
    private static final String HASH = "pbkdf2-sha256:210000:AAECAwQFBgcICQoLDA0ODw:"
            + "W2oiU5B3uD3groMuyc/2uX3ogKabMzOZsy8QJCo2Qmo";

    @TempDir
    private Path directory;

    private UsersFile users;
    private Server server;
    private URI uri;
    private HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeEach
    void start() throws Exception {
        users = new UsersFile(directory);
        Files.writeString(users.path(), "admin=" + HASH + ",ip-restriction-admin,ip-restriction-emergency\n");
        server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        context.setSecurityHandler(SessionLogin.over(users));
        context.addServlet(Application.class, "/*");
        server.setHandler(context);
        server.start();
        uri = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void aRequestWithoutALoginPassesUntouched() throws Exception {
        assertThat(get("/").body()).isEqualTo("null admin=false viewer=false");
    }

    @Test
    void theRightPasswordGivesTheRolesOfTheFileAndLeavesNoSession() throws Exception {
        HttpResponse<String> response = get("/login?user=admin&password=right+password");

        assertThat(response.body()).isEqualTo("admin admin=true viewer=false");
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(get("/").body()).startsWith("null ");
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreRefusedAlike() throws Exception {
        assertThat(get("/login?user=admin&password=wrong+password").body()).isEqualTo("refused");
        assertThat(get("/login?user=admin&password=").body()).isEqualTo("refused");
        assertThat(get("/login?user=nobody&password=right+password").body()).isEqualTo("refused");
    }

    @Test
    void aWrongPasswordIsRefusedAfterTheRightOneToo() throws Exception {
        get("/login?user=admin&password=right+password");

        assertThat(get("/login?user=admin&password=wrong+password").body()).isEqualTo("refused");
        assertThat(get("/login?user=admin&password=right+password").body()).startsWith("admin ");
    }

    @Test
    void aSessionThatIsThereRemembersTheUserUnderANewIdUntilLogout() throws Exception {
        String before = cookie(get("/session"));
        String after = cookie(get("/login?user=admin&password=right+password"));

        assertThat(after).isNotEqualTo(before);
        assertThat(get("/").body()).startsWith("admin admin=true");
        get("/logout");
        assertThat(get("/").body()).startsWith("null ");
    }

    @Test
    void aNewPasswordInTheFileCountsAtOnceAndEndsOldSessions() throws Exception {
        get("/session");
        get("/login?user=admin&password=right+password");

        FirstUser.of(users, "next password");

        assertThat(get("/").body()).startsWith("null ");
        assertThat(get("/login?user=admin&password=right+password").body()).isEqualTo("refused");
        assertThat(get("/login?user=admin&password=next+password").body()).startsWith("admin ");
    }

    @Test
    void aUserAddedToTheFileWhileRunningCanSignIn() throws Exception {
        Files.writeString(users.path(), Files.readString(users.path())
                + "viewer=" + HASH + ",ip-restriction-viewer\n");

        assertThat(get("/login?user=viewer&password=right+password").body())
                .isEqualTo("viewer admin=false viewer=true");
    }

    @Test
    void aFileThatCannotBeUnderstoodLetsNobodyIn() throws Exception {
        Files.writeString(users.path(), Files.readString(users.path()) + "broken line\n");

        assertThat(get("/login?user=admin&password=right+password").body()).isEqualTo("refused");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString());
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    /** Does what the path says, then writes whom it sees. */
    public static final class Application extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                switch (request.getRequestURI()) {
                    case "/session" -> request.getSession();
                    case "/login" -> request.login(request.getParameter("user"), request.getParameter("password"));
                    case "/logout" -> request.logout();
                    default -> { }
                }
                response.getWriter().print(request.getRemoteUser()
                        + " admin=" + request.isUserInRole("ip-restriction-admin")
                        + " viewer=" + request.isUserInRole("ip-restriction-viewer"));
            } catch (ServletException e) {
                response.getWriter().print("refused");
            }
        }
    }
}
