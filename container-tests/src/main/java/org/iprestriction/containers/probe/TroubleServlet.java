package org.iprestriction.containers.probe;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Fails inside the mapping, so that the container dispatches to the error page. */
public final class TroubleServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Reached.count("trouble");
        if ("/thrown".equals(request.getPathInfo())) {
            throw new ServletException("Thrown on purpose by a test.");
        }
        response.sendError(Integer.parseInt(request.getPathInfo().substring(1)));
    }
}
