package org.iprestriction.admin.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/**
 * Who is signed in to the pages: the container's own answer, asked on every request, in a session that began with our
 * sign-in page. A sign-in of the JSON API that happens to carry a session's cookie does not count.
 *
 * @param admin whether changes are allowed; otherwise everything can be looked at
 */
public record SignedIn(String user, boolean admin) {
    private static final String ATTRIBUTE = SignedIn.class.getName();

    /**
     * Null when nobody is, or when the user has none of our roles any more. The container is asked last: if an application has BASIC
     * login, Jetty would check the password of any request that asks for its user.
     */
    public static SignedIn of(HttpServletRequest request, Roles roles) {
        String user = ours(request);
        return user != null && user.equals(request.getRemoteUser()) ? known(request, roles, user) : null;
    }

    /** Whether somebody signed in to the pages in this session whom the container does not know any more. */
    public static boolean isForgotten(HttpServletRequest request) {
        return ours(request) != null && request.getRemoteUser() == null;
    }

    /** Who signed in to the pages in the session of {@code request}; null where nobody did. */
    private static String ours(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof String user ? user : null;
    }

    /**
     * Asks the container's realm, and begins a session with a new id when it agrees.
     *
     * @return null when one of our roles is missing; then nobody is signed in
     * @throws ServletException when the realm refuses
     */
    public static SignedIn begin(HttpServletRequest request, Roles roles, String name, String password) throws ServletException {
        end(request);
        // Before the sign-in, which the container keeps only in a session that is there.
        HttpSession session = request.getSession(true);
        SignedIn user = null;
        try {
            request.login(name, password);
            user = known(request, roles, request.getRemoteUser());
        } finally {
            if (user == null) {
                end(request);
            }
        }
        if (user != null) {
            request.changeSessionId(); // an id that somebody else planted or saw before is worth nothing
            session.setAttribute(ATTRIBUTE, user.user());
        }
        return user;
    }

    public static void end(HttpServletRequest request) throws ServletException {
        if (request.getUserPrincipal() != null) {
            request.logout();
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static SignedIn known(HttpServletRequest request, Roles roles, String user) {
        return roles.mayLook(request) ? new SignedIn(user, roles.mayChange(request)) : null;
    }
}
