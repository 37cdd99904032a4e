package org.iprestriction.example;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;

/**
 * The REST API that each account calls with a user of its own: {@code GET /accounts/api/v1/hello}. Users sign in with HTTP Basic; the
 * container's realm checks the password.
 */
public final class AccountApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private transient List<String> pageRoles;

    @Override
    public void init() {
        ServletContext context = getServletContext();
        Settings settings = Settings.of(context.getInitParameterNames(), context::getInitParameter);
        pageRoles = Stream.of(Setting.ADMIN_ROLE, Setting.VIEWER_ROLE, Setting.OPERATOR_ROLE)
                .map(role -> settings.text(role).orElseThrow()).toList();
    }

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

    /**
     * Asks the realm, for this request only: no session is begun, and none is used. Whoever may sign in to the pages may not: there, guesses of their passwords are slowed
     * down, and nobody should be able to guess here instead.
     */
    private boolean isRight(HttpServletRequest request, String[] credentials) {
        try {
            if (request.getUserPrincipal() != null) {
                request.logout(); // somebody who is signed in to the pages
            }
            request.login(credentials[0], credentials[1]);
            boolean page = pageRoles.stream().anyMatch(request::isUserInRole);
            request.logout();
            return !page;
        } catch (ServletException wrong) {
            return false;
        }
    }
}
