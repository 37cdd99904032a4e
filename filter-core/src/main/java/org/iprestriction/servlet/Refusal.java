package org.iprestriction.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The response to a blocked request (<a href="https://www.rfc-editor.org/rfc/rfc9457#section-3">RFC 9457, section
 * 3</a>). It contains only the caller's own address as the filter saw it and a random id; the log has the reason. The
 * response is the same for every reason, except for 503 if no list was ever loaded.
 */
final class Refusal {

    /** The number of seconds after which to retry, if the list has not been loaded yet. */
    private static final String RETRY_AFTER = "10";

    private final int deniedStatus;

    Refusal(int deniedStatus) {
        this.deniedStatus = deniedStatus;
    }

    /**
     * Writes the response.
     *
     * @param own whether the response belongs to this request alone; false if it may belong to a page that includes a
     *     resource which then forwards here
     */
    void write(HttpServletResponse response, Outcome refused, boolean own) {
        if (response.isCommitted()) {
            return; // part of the response has been sent; this part is omitted
        }
        boolean notLoaded = refused.isNotLoaded();
        int status = status(refused);
        response.setStatus(status);
        if (response.getStatus() != status) { // the including page keeps its own status and text
            if (own) {
                throw new IllegalStateException("The response does not take the status " + status);
            }
            return;
        }
        response.resetBuffer();
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (notLoaded) {
            response.setHeader("Retry-After", RETRY_AFTER);
        }
        if (status == HttpServletResponse.SC_NOT_FOUND) {
            response.setContentLength(0);
            return;
        }
        String title = notLoaded ? "The API is not available yet" : "This address may not call the API";
        String body = "{\"type\":\"urn:ip-restriction:problem:" + (notLoaded ? "not_loaded" : "blocked")
                + "\",\"title\":\"" + title + "\",\"status\":" + status
                + (refused.client() == null ? "" : ",\"client\":\"" + refused.client() + "\"")
                + ",\"requestId\":\"" + refused.id() + "\"}\n";
        response.setContentType("application/problem+json");
        response.setContentLength(body.length()); // all of it is ASCII
        try {
            send(response, body);
        } catch (IOException gone) {
            return; // the caller has closed the connection; the status remains set
        }
    }

    private int status(Outcome refused) {
        return refused.isNotLoaded() ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : deniedStatus;
    }

    /** Sends a body, which the container drops if the method is HEAD. */
    private static void send(HttpServletResponse response, String body) throws IOException {
        ServletOutputStream bytes;
        try {
            bytes = response.getOutputStream();
        } catch (IllegalStateException taken) { // by a filter before this one that has already written text
            response.getWriter().write(body);
            return;
        }
        bytes.write(body.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Sends an error after {@link #write} has failed, perhaps before it set a status: a response without a status would
     * be a 200.
     *
     * @throws ServletException if that fails too; without a stack trace, because containers show stack traces to the
     *     caller
     */
    void inNeed(HttpServletResponse response, Outcome refused) throws ServletException {
        try {
            refused.sendAsError();
            response.sendError(status(refused));
        } catch (Throwable failure) {
            ServletException last = new ServletException("A request was blocked, but no response could be written.");
            last.setStackTrace(new StackTraceElement[0]);
            throw last;
        }
    }
}
