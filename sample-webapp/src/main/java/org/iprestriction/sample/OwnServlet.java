package org.iprestriction.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** All that the application has of its own: it says under which name it was reached, and for whom the filter took the caller. */
public final class OwnServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** Made by the container. */
    public OwnServlet() {
        // nothing is kept
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println("reached=" + getServletName());
        response.getWriter().println("client=" + request.getAttribute("org.iprestriction.address"));
    }
}
