package org.iprestriction.example;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The REST API that each account calls with a user of its own: {@code GET /accounts/api/v1/hello}. Users sign in with HTTP Basic; the
 * container's realm checks the password.
 */
public final class AccountApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] credentials = Accounts.credentials(request.getHeader("Authorization"));
        String account = credentials == null ? null : Accounts.of(credentials[0]);
        if (account == null || !isRight(request, credentials)) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"accounts\", charset=\"UTF-8\"");
            JsonAnswer.send(response, HttpServletResponse.SC_UNAUTHORIZED, Map.of("error", "unauthenticated"));
        } else if (!"/v1/hello".equals(request.getPathInfo())) {
            JsonAnswer.notFound(response);
        } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            JsonAnswer.methodNotAllowed(response, "GET, HEAD");
        } else {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("message", "hello");
            members.put("account", account);
            members.put("client", request.getAttribute("org.iprestriction.address"));
            JsonAnswer.send(response, HttpServletResponse.SC_OK, members);
        }
    }

    /** Asks the realm for this request only: no session is begun, and none is used. */
    private static boolean isRight(HttpServletRequest request, String[] credentials) {
        try {
            if (request.getUserPrincipal() != null) {
                request.logout(); // somebody who is signed in to the pages
            }
            request.login(credentials[0], credentials[1]);
            request.logout();
            return true;
        } catch (ServletException wrong) {
            return false;
        }
    }
}
