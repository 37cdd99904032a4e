package org.iprestriction.admin.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/**
 * The user who is signed in to the pages. The container is asked on every request, and the session must have begun with our
 * sign-in page. A sign-in of the JSON API that happens to carry a session's cookie does not count.
 *
 * @param admin    whether the user may make changes; if not, they may still view everything
 * @param operator whether the user may see and change every list
 */
public record SignedIn(String user, boolean admin, boolean operator) {
    private static final String ATTRIBUTE = SignedIn.class.getName();

    /**
     * Returns who is signed in, or null if nobody is or the user no longer has one of our roles. The container is asked last,
     * because Jetty checks the password of any request that asks for its user if the application uses BASIC login.
     */
    public static SignedIn of(HttpServletRequest request, Roles roles) {
        String user = ours(request);
        return user != null && user.equals(request.getRemoteUser()) ? known(request, roles, user) : null;
    }

    /** Returns whether the session has a user of the pages whom the container no longer knows. */
    public static boolean isForgotten(HttpServletRequest request) {
        return ours(request) != null && request.getRemoteUser() == null;
    }

    /** Returns who signed in to the pages in the session of {@code request}, or null. */
    private static String ours(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof String user ? user : null;
    }

    /**
     * Signs in with the container's realm and, on success, gives the session a new id.
     *
     * @return the user, or null if they have none of our roles; then nobody is signed in
     * @throws ServletException if the realm refuses
     */
    public static SignedIn begin(HttpServletRequest request, Roles roles, String name, String password) throws ServletException {
        end(request);
        // Created before the sign-in, which the container stores only in an existing session.
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
            request.changeSessionId(); // prevents session fixation
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
        return roles.mayLook(request) ? new SignedIn(user, roles.mayChange(request), roles.mayOperate(request)) : null;
    }
}
