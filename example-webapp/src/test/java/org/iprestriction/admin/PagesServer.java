package org.iprestriction.admin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.FormAuthenticator;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.security.Credential;
import org.iprestriction.admin.access.Roles;
import org.iprestriction.jpa.EntryStore;
import org.iprestriction.jpa.IpRestriction;

/**
 * The whole application with its real web.xml on a free port, over a database in memory, with users of Jetty's own realm: some
 * without an account, and some named like {@code anna@acme} for {@link AccountOfUser}.
 */
final class PagesServer implements AutoCloseable {
    static final String PASSWORD = "correct horse";
    private static int databases;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final WebAppContext application;

    private PagesServer(String contextPath, Map<String, String> settings) {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        application = new WebAppContext(Path.of("src/main/webapp").toUri().toString(), contextPath);
        application.setParentLoaderPriority(true);
        application.setThrowUnavailableOnStartupException(true);
        application.setInitParameter("ip-restriction.jdbc-url", "jdbc:h2:mem:pages" + ++databases
                + ";DB_CLOSE_DELAY=-1");
        settings.forEach((name, value) -> application.setInitParameter("ip-restriction." + name, value));
        application.setSecurityHandler(security());
        server.setHandler(application);
    }

    static PagesServer start(Map<String, String> settings) throws Exception {
        return start("/", settings);
    }

    /** With parts of what pages and API share replaced, or with filters of the application in front of everything. */
    static PagesServer start(String contextPath, Map<String, String> settings, Object... parts) throws Exception {
        PagesServer pages = new PagesServer(contextPath, settings);
        pages.application.addEventListener(new ReplacedContext(parts));
        Stream.of(parts).filter(Filter.class::isInstance).map(Filter.class::cast).forEach(pages::putInFront);
        pages.server.start();
        pages.awaitList();
        return pages;
    }

    private void putInFront(Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        application.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    URI uri(String path) {
        String context = application.getContextPath().equals("/") ? "" : application.getContextPath();
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + context + path);
    }

    /** Any object the application put into its servlet context. */
    <T> T shared(Class<T> type) {
        return type.cast(application.getServletContext().getAttribute(type.getName()));
    }

    EntryStore store() {
        return shared(IpRestriction.class).entries();
    }

    /** Has the application want something said to administrators. */
    void notice(String sentence) {
        application.getServletContext().setAttribute(Notices.ATTRIBUTE, (Supplier<List<String>>) () -> List.of(sentence));
    }

    DataSource database() {
        return (DataSource) application.getServletContext().getAttribute("org.iprestriction.datasource");
    }

    /** The database brings itself up to date at its first use, and then the filter's list is loaded. */
    private void awaitList() throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!shared(IpRestriction.class).lists().ready()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("The list is not loaded: " + shared(IpRestriction.class).lists().status());
            }
            TimeUnit.MILLISECONDS.sleep(10); // between two checks of the condition
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError("The server does not stop", e);
        }
    }

    private static ConstraintSecurityHandler security() {
        UserStore users = new UserStore();
        users.addUser("a.yilmaz", Credential.getCredential(PASSWORD), new String[] {Roles.DEFAULT.admin()});
        users.addUser("m.demir", Credential.getCredential(PASSWORD), new String[] {Roles.DEFAULT.admin()});
        users.addUser("viewer", Credential.getCredential(PASSWORD), new String[] {Roles.DEFAULT.viewer()});
        users.addUser("stranger", Credential.getCredential(PASSWORD), new String[] {"something-else"});
        Map.of("anna@acme", List.of(Roles.DEFAULT.admin()), "vera@acme", List.of(Roles.DEFAULT.viewer()),
                "gus@globex", List.of(Roles.DEFAULT.admin(), Roles.DEFAULT.emergency()), "nora", List.of(Roles.DEFAULT.admin()),
                "olga", List.of(Roles.DEFAULT.operator()), "otto@acme", List.of(Roles.DEFAULT.operator(), Roles.DEFAULT.emergency()))
                .forEach((user, roles) -> users.addUser(user, Credential.getCredential(PASSWORD), roles.toArray(String[]::new)));
        HashLoginService realm = new HashLoginService();
        realm.setUserStore(users);
        ConstraintSecurityHandler security = new ConstraintSecurityHandler();
        security.setLoginService(realm);
        security.setAuthenticator(new FormAuthenticator());
        return security;
    }
}
