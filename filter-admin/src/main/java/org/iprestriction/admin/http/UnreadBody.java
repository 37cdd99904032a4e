package org.iprestriction.admin.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Bodies that nobody here reads. A container would wait for the rest of one, to find the next request on the connection behind
 * it, and somebody who sends it slowly would hold a thread all that time.
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

    /** Before the answer: a request that brings a body is the last of its connection. */
    public static void announce(HttpServletRequest request, HttpServletResponse response) {
        if (request.getProtocol().startsWith("HTTP/1.") && Body.isBroughtBy(request)) {
            response.setHeader("Connection", "close");
        }
    }

    /**
     * After the answer: ends the request without reading on. Tomcat waits for the rest of a body unless it was to be read
     * without blocking, so we say that it was; the others do not wait.
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
