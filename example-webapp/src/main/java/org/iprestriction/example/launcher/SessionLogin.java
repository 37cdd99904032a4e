package org.iprestriction.example.launcher;

import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.security.AuthenticationState;
import org.eclipse.jetty.security.SecurityHandler;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.security.authentication.LoginAuthenticator;
import org.eclipse.jetty.security.authentication.SessionAuthentication;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.util.Callback;

/**
 * Makes {@code request.login()} work without a security constraint, as in Tomcat: an existing session remembers who has
 * signed in, but no session is created for it. Never asks for a password on its own.
 */
final class SessionLogin extends LoginAuthenticator {
    /** Returns the security handler between Jetty and the application: no constraints, and the users of {@code file}. */
    static SecurityHandler over(UsersFile file) {
        ConstraintSecurityHandler security = new ConstraintSecurityHandler();
        security.setLoginService(new UsersLogin(file));
        security.setAuthenticator(new SessionLogin());
        return security;
    }

    @Override
    public String getAuthenticationType() {
        return "LOGIN";
    }

    /** Validates a request. If it has its own credentials, only these count: no session is read, changed or created. */
    private static boolean isItsOwn(Request request) {
        return request.getHeaders().contains(HttpHeader.AUTHORIZATION);
    }

    @Override
    public UserIdentity login(String name, Object password, Request request, Response response) {
        if (isItsOwn(request)) {
            return getLoginService().login(name, password, request, create -> null);
        }
        UserIdentity user = super.login(name, password, request, response);
        Session session = request.getSession(false);
        if (user != null && session != null) {
            session.setAttribute(SessionAuthentication.AUTHENTICATED_ATTRIBUTE,
                    new SessionAuthentication(getAuthenticationType(), user, null));
        }
        return user;
    }

    @Override
    public void logout(Request request, Response response) {
        if (isItsOwn(request)) {
            return;
        }
        super.logout(request, response);
        Session session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(SessionAuthentication.AUTHENTICATED_ATTRIBUTE);
        }
    }

    @Override
    public AuthenticationState validateRequest(Request request, Response response, Callback callback) {
        Session session = isItsOwn(request) ? null : request.getSession(false);
        if (session == null || !(session.getAttribute(SessionAuthentication.AUTHENTICATED_ATTRIBUTE)
                instanceof SessionAuthentication known)) {
            return null;
        }
        if (getLoginService().validate(known.getUserIdentity())) {
            return known;
        }
        session.removeAttribute(SessionAuthentication.AUTHENTICATED_ATTRIBUTE);
        return null;
    }
}
