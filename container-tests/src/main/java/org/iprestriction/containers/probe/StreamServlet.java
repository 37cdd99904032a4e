package org.iprestriction.containers.probe;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** Sends three server-sent events, each flushed separately, from a thread other than the request's. */
public final class StreamServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        Reached.count("stream");
        response.setContentType("text/event-stream");
        AsyncContext async = request.startAsync();
        async.setTimeout(10_000);
        async.start(() -> send(async));
    }

    private static void send(AsyncContext async) {
        try {
            PrintWriter writer = async.getResponse().getWriter();
            for (int event = 1; event <= 3; event++) {
                writer.print("data: event " + event + "\n\n");
                writer.flush();
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            async.complete();
        }
    }
}
