package org.iprestriction.example;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Everything no other servlet answers: the root leads to the pages, the rest does not exist.
 *
 * <p>Mapped in place of the container's default servlet, so that no file of the WAR is served as it lies there.
 */
public final class HomeServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getServletPath().equals("/")) {
            JsonAnswer.notFound(response);
        } else if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            // Relative, for a proxy may know us under another path; sendRedirect would make it absolute.
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", "admin/ip-restriction");
        } else {
            JsonAnswer.methodNotAllowed(response, "GET, HEAD");
        }
    }
}
