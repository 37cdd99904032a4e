package org.iprestriction.containers.probe;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page outside the mapping that dispatches inside: by forward, include, asynchronous dispatch, by name, or by an error. */
public final class OpenServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String to = request.getParameter("to");
        switch (request.getPathInfo()) {
            case "/forward" -> request.getRequestDispatcher(to).forward(request, response);
            case "/include" -> {
                response.getWriter().println("before");
                request.getRequestDispatcher(to).include(request, response);
                response.getWriter().println("after");
            }
            case "/async" -> {
                if (request.getDispatcherType() != DispatcherType.ASYNC) {
                    request.startAsync().dispatch(to);
                }
            }
            case "/named" -> getServletContext().getNamedDispatcher(to).forward(request, response);
            case "/error" -> response.sendError(Integer.parseInt(to));
            case "/throw" -> throw new ServletException("Thrown on purpose by a test.");
            default -> response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
