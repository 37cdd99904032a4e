package org.iprestriction.admin;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.util.Set;

/**
 * Sets up the session cookie before the application starts: not for scripts, not for other sites, 30 minutes idle.
 *
 * <p>{@code SameSite} needs Servlet 6.0; on an older container it is left out and the other checks of a form stand
 * alone. The cookie is Secure whenever the request is, which containers do by themselves.
 */
public final class SessionCookies implements ServletContextListener {
    private static final int IDLE_MINUTES = 30;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        context.setSessionTimeout(IDLE_MINUTES);
        context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
        SessionCookieConfig cookie = context.getSessionCookieConfig();
        cookie.setHttpOnly(true);
        cookie.setPath(context.getContextPath().isEmpty() ? "/" : context.getContextPath());
        if (context.getEffectiveMajorVersion() >= 6 || context.getMajorVersion() >= 6) {
            cookie.setAttribute("SameSite", "Lax");
        }
    }
}
