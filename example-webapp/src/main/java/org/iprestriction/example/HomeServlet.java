package org.iprestriction.example;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.iprestriction.admin.AdminPages;

/**
 * Handles all requests that no other servlet handles: the root redirects to the admin pages, everything else is not
 * found.
 *
 * <p>It replaces the container's default servlet, so that no file of the WAR is served.
 */
public final class HomeServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getServletPath().equals("/")) {
            JsonAnswer.notFound(response);
        } else if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            // Relative, because a proxy may use another path; sendRedirect would make it absolute.
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", AdminPages.path(getServletContext()).substring(1));
        } else {
            JsonAnswer.methodNotAllowed(response, "GET, HEAD");
        }
    }
}
