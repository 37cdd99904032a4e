package org.iprestriction.admin;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.iprestriction.admin.http.LastResort;

/**
 * The servlet that replaces the container's error pages; it is named in the {@code error-page} elements of web.xml. The answer
 * reveals no more than the status code.
 */
public final class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Creates the servlet; called by the container. */
    public ErrorServlet() {
        // no state
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        int status = code instanceof Integer number && number >= 400 && number < 600 ? number : 404;
        String path = uri instanceof String text && text.startsWith(request.getContextPath())
                ? text.substring(request.getContextPath().length()) : LastResort.path(request);
        LastResort.answer(path, request, response, status, LastResort.sentence(status));
    }
}
