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
 * Sets up the session cookie of this application before it starts: not for scripts, not for other sites, 30 minutes idle, under a
 * name of its own. The pages take whatever session they are given; in another application its cookie is that application's.
 *
 * <p>{@code SameSite} needs Servlet 6.0; on an older container it is left out and the other checks of a form stand alone.
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
        cookie.setSecure(own.secure()); // where false, containers set it whenever the request is secure
        if (context.getEffectiveMajorVersion() >= 6 || context.getMajorVersion() >= 6) {
            cookie.setAttribute("SameSite", "Lax");
        }
    }

    /**
     * Returns what is the same after a restart and differs between two instances that a browser may know under one host name: the
     * port, which only the launcher knows, the path, the directories, and the host itself, since a container knows no other port
     * or directory than its neighbour's.
     */
    private static String instance(ServletContext context) {
        return Stream.of(context.getAttribute("org.iprestriction.example.port"), context.getContextPath(),
                ExampleListener.dataDirectory(context), System.getProperty("user.dir"), System.getProperty("catalina.base"),
                System.getProperty("jetty.base"), System.getenv("HOSTNAME")).map(Objects::toString).collect(Collectors.joining("\n"));
    }
}
