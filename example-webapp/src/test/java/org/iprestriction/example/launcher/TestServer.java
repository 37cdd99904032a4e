package org.iprestriction.example.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.iprestriction.admin.ReplacedContext;

/**
 * The example as its web.xml describes it, on a free port, with a database and users in a directory of the test.
 *
 * <p>Users: {@code admin}, {@code manager} (an administrator who may not make changes effective now), {@code responder} (with the
 * role for that alone), {@code viewer}, {@code nobody} (who has no role), and the API users {@code api@acme} and {@code api@globex}, each with the password {@value #PASSWORD}.
 */
public final class TestServer implements AutoCloseable {
    /** Holds a colon and letters outside ASCII, which HTTP Basic must not trip over. */
    public static final String PASSWORD = "correct:horse ünïcode";

    private final Server server = new Server();
    private final ServerConnector connector;
    private final WebAppContext application = new WebAppContext();

    /**
     * Starts it under {@code contextPath}, with {@code settings} as context parameters, named without their prefix, and
     * {@code shared} in place of what pages and API share of the same class.
     */
    public TestServer(Path data, String contextPath, Map<String, String> settings, Object... shared) throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        http.setRelativeRedirectAllowed(true);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        application.setContextPath(contextPath);
        application.setWar(Path.of("src/main/webapp").toAbsolutePath().toString());
        application.setParentLoaderPriority(true);
        application.setThrowUnavailableOnStartupException(true);
        application.setSecurityHandler(SessionLogin.over(users(data)));
        application.setAttribute("org.iprestriction.example.data-directory", data.toString());
        settings.forEach((name, value) -> application.setInitParameter("ip-restriction." + name, value));
        application.addEventListener(new ReplacedContext(shared));
        server.setHandler(application);
        server.start();
    }

    /** The address of {@code path}, which is below the context path. */
    public URI uri(String path) {
        String context = application.getContextPath();
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + (context.equals("/") ? "" : context) + path);
    }

    public Object attribute(String name) {
        return application.getServletContext().getAttribute(name);
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    private static UsersFile users(Path data) throws IOException {
        UsersFile users = new UsersFile(data);
        PasswordHash password = PasswordHash.of(PASSWORD);
        users.put(new User("admin", password, User.ADMIN_ROLES));
        users.put(new User("manager", password, List.of("ip-restriction-admin")));
        users.put(new User("responder", password, List.of("ip-restriction-emergency")));
        users.put(new User("viewer", password, List.of("ip-restriction-viewer")));
        users.put(new User("nobody", password, List.of()));
        users.put(new User("api@acme", password, List.of()));
        users.put(new User("api@globex", password, List.of()));
        return users;
    }
}
