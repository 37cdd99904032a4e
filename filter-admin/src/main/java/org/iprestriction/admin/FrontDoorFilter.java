package org.iprestriction.admin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.util.concurrent.Semaphore;
import org.iprestriction.admin.access.Csrf;
import org.iprestriction.admin.access.PasswordChecks;
import org.iprestriction.admin.access.Roles;
import org.iprestriction.admin.access.SignedIn;
import org.iprestriction.admin.http.LastResort;
import org.iprestriction.admin.http.UnreadBody;

/**
 * The single entry point of the pages and the JSON API. It limits how many container threads these requests can occupy, and
 * sends an answer when the code behind it fails.
 *
 * <p>Signed-in users and strangers have separate limits; otherwise strangers could occupy every place.
 */
final class FrontDoorFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(FrontDoorFilter.class.getName());
    private static final String INSIDE = FrontDoorFilter.class.getName() + ".inside";
    /** More than the number of passwords that can wait, so that the sign-in page can still be shown while many of them do. */
    static final int STRANGERS = 128;
    private static final int SIGNED_IN = 24;

    private final transient Semaphore strangers = new Semaphore(STRANGERS);
    private final transient Semaphore signedIn = new Semaphore(SIGNED_IN);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(INSIDE) != null) {
            chain.doFilter(request, response); // two mappings match, and some containers then call a filter twice
            return;
        }
        request.setAttribute(INSIDE, true);
        try {
            enter(request, response, chain);
        } finally {
            request.removeAttribute(INSIDE); // a later dispatch of this request needs a place of its own
        }
    }

    private void enter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException {
        UnreadBody.announce(request, response);
        Semaphore places = SignedIn.of(request, Roles.of(request.getServletContext())) == null ? strangers : signedIn;
        if (!places.tryAcquire()) {
            response.setHeader("Retry-After", PasswordChecks.RETRY_SECONDS);
            LastResort.answer(LastResort.path(request), request, response, 503, LastResort.sentence(503));
        } else {
            try {
                chain.doFilter(request, response);
            } catch (Throwable e) { // includes Error: a class that cannot be loaded must not lead to the container's error page
                failed(request, response, e);
            } finally {
                places.release();
            }
        }
        UnreadBody.leave(request, response);
    }

    private static void failed(HttpServletRequest request, HttpServletResponse response, Throwable e) throws IOException {
        if (response.isCommitted()) {
            LOG.log(Level.DEBUG, "An answer was broken off", e);
            throw new IOException("The answer to " + request.getMethod() + " was broken off", e);
        }
        String id = Csrf.random();
        LOG.log(Level.ERROR, "Error id " + id + " in the pages or the JSON API", e);
        response.reset(); // works whether the writer or the stream was in use
        UnreadBody.announce(request, response);
        LastResort.answer(LastResort.path(request), request, response, 500,
                "Something went wrong. Error id " + id + " is in the server log.");
    }
}
