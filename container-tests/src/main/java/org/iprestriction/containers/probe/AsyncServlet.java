package org.iprestriction.containers.probe;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Starts an asynchronous request, is dispatched to itself by another thread, and then responds. */
public final class AsyncServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reached.count("async");
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            response.setContentType("text/plain");
            response.getWriter().println("reached=async");
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(10_000);
        async.start(async::dispatch);
    }
}
