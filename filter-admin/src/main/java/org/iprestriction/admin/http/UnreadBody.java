package org.iprestriction.admin.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Handles request bodies that are not read. To find the next request on the connection, a container would wait for the rest of
 * such a body, so a slow sender could hold a thread all that time.
 */
public final class UnreadBody {
    private static final ReadListener NOBODY = new ReadListener() {
        @Override
        public void onDataAvailable() {
            // not read
        }

        @Override
        public void onAllDataRead() {
            // not waited for
        }

        @Override
        public void onError(Throwable t) {
            // the answer has been written
        }
    };

    private UnreadBody() {
    }

    /** Called before the answer. Closes the connection after a request that has a body. */
    public static void announce(HttpServletRequest request, HttpServletResponse response) {
        if (request.getProtocol().startsWith("HTTP/1.") && Body.isBroughtBy(request)) {
            response.setHeader("Connection", "close");
        }
    }

    /**
     * Called after the answer. Ends the request without reading the rest of its body. Tomcat waits for the rest of a body
     * unless it was to be read without blocking, so this method sets a read listener. Other containers do not wait.
     */
    public static void leave(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean unread = request.getProtocol().startsWith("HTTP/1.") && Body.isBroughtBy(request)
                && request.getAttribute(Body.class.getName()) == null && request.getHeader("Expect") == null;
        if (unread && request.isAsyncSupported() && !request.isAsyncStarted()) {
            AsyncContext async = request.startAsync(request, response);
            request.getInputStream().setReadListener(NOBODY);
            response.flushBuffer();
            async.complete();
        }
    }
}
