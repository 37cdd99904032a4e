package org.iprestriction.containers.probe;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Responds to every method with the caller's address as seen by the filter. Counts under its name in web.xml. */
public final class EchoServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reached.count(getServletName());
        response.setHeader("Reached", getServletName());
        if (response.isCommitted()) {
            return;
        }
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println("reached=" + getServletName());
        response.getWriter().println("client=" + request.getAttribute("org.iprestriction.address"));
        response.getWriter().println("remote=" + request.getRemoteAddr());
    }
}
