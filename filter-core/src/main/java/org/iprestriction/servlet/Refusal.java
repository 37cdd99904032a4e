package org.iprestriction.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The answer to a blocked request (RFC 9457). It tells the caller what they know anyway, their address as it was seen, and a
 * random id to ask about; the reason stays in the log. The same for every reason, but 503 where no list was ever loaded.
 */
final class Refusal {

    /** How long to wait before asking again, in seconds, where the list has not been loaded yet. */
    private static final String RETRY_AFTER = "10";

    private final int deniedStatus;

    Refusal(int deniedStatus) {
        this.deniedStatus = deniedStatus;
    }

    /**
     * Writes the answer.
     *
     * @param own whether nobody else's answer can be under way, as it is where a page includes what then forwards here
     */
    void write(HttpServletResponse response, Outcome refused, boolean own) {
        if (response.isCommitted()) {
            return; // part of an answer is out already; this part of it is left out
        }
        boolean notLoaded = refused.isNotLoaded();
        int status = status(refused);
        response.setStatus(status);
        if (response.getStatus() != status) { // what includes us keeps its own status, and its text
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
        String title = notLoaded ? "The API cannot answer yet" : "This address may not call the API";
        String body = "{\"type\":\"urn:ip-restriction:problem:" + (notLoaded ? "not_loaded" : "blocked")
                + "\",\"title\":\"" + title + "\",\"status\":" + status
                + (refused.client() == null ? "" : ",\"client\":\"" + refused.client() + "\"")
                + ",\"requestId\":\"" + refused.id() + "\"}\n";
        response.setContentType("application/problem+json");
        response.setContentLength(body.length()); // all of it is ASCII
        try {
            send(response, body);
        } catch (IOException gone) {
            return; // the caller has hung up; the status stands
        }
    }

    private int status(Outcome refused) {
        return refused.isNotLoaded() ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : deniedStatus;
    }

    /** Sends a body, which the container drops where the method is HEAD. */
    private static void send(HttpServletResponse response, String body) throws IOException {
        ServletOutputStream bytes;
        try {
            bytes = response.getOutputStream();
        } catch (IllegalStateException taken) { // by a filter before this one, which has begun to write text
            response.getWriter().write(body);
            return;
        }
        bytes.write(body.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Returns when {@link #write} has failed, perhaps before there was a status: an answer without one would be a 200.
     *
     * @throws ServletException if that fails too; without a stack trace, because containers show it to the caller
     */
    void inNeed(HttpServletResponse response, Outcome refused) throws ServletException {
        try {
            refused.sendAsError();
            response.sendError(status(refused));
        } catch (Throwable failure) {
            ServletException last = new ServletException("A request is blocked, and no answer could be written.");
            last.setStackTrace(new StackTraceElement[0]);
            throw last;
        }
    }
}
