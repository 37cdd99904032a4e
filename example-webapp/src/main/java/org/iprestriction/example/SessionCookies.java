package org.iprestriction.example;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;

/**
 * Configures the session cookie of this application before it starts: not accessible to scripts, not sent from other
 * sites, with an idle timeout of 30 minutes and a name of its own. The admin pages use whatever session the application
 * has; in another application, its cookie is the responsibility of that application.
 *
 * <p>{@code SameSite} requires Servlet 6.0. On an older container it is omitted, and only the other checks protect
 * forms.
 */
public final class SessionCookies implements ServletContextListener {
    private static final int IDLE_MINUTES = 30;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Settings settings = (Settings) context.getAttribute(Settings.class.getName());
        boolean https = settings.text(Setting.PUBLIC_ORIGIN).filter(origin -> origin.startsWith("https:")).isPresent();
        SessionCookie own = SessionCookie.of(ExampleListener.variable("SESSION_COOKIE"), instance(context), https,
                context.getContextPath());
        context.setSessionTimeout(IDLE_MINUTES);
        context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
        SessionCookieConfig cookie = context.getSessionCookieConfig();
        cookie.setName(own.name());
        cookie.setPath(own.path());
        cookie.setHttpOnly(true);
        cookie.setSecure(own.secure()); // if false, containers set it whenever the request is secure
        if (context.getEffectiveMajorVersion() >= 6 || context.getMajorVersion() >= 6) {
            cookie.setAttribute("SameSite", "Lax");
        }
    }

    /**
     * Returns a text that stays the same after a restart and differs between instances that a browser may see under one
     * host name. It is made of the port, which only the launcher knows, the path, the directories and the host, since
     * two containers may have the same port and directory.
     */
    private static String instance(ServletContext context) {
        return Stream.of(context.getAttribute("org.iprestriction.example.port"), context.getContextPath(),
                ExampleListener.dataDirectory(context), System.getProperty("user.dir"), System.getProperty("catalina.base"),
                System.getProperty("jetty.base"), System.getenv("HOSTNAME")).map(Objects::toString).collect(Collectors.joining("\n"));
    }
}
