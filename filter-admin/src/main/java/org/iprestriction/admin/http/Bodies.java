package org.iprestriction.admin.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.iprestriction.admin.http.Body.Outcome;

/**
 * Reads the bodies of requests, with limits on their size, duration and number. No thread is blocked while a body arrives.
 *
 * <p>When all places are taken, the body that has been arriving for the longest time is dropped in favour of the new one.
 * Bodies of well-behaved clients arrive with their request or right after it; those sent to occupy a place arrive slowly.
 * Thread-safe.
 */
public final class Bodies {
    private static final String ATTRIBUTE = Body.class.getName();

    private final int most;
    private final Duration patience;
    private final Deque<BodyReading> arriving = new ArrayDeque<>();

    /** At most {@code most} bodies can arrive at the same time, each within {@code patience}. */
    public Bodies(int most, Duration patience) {
        this.most = most;
        this.patience = patience;
    }

    /**
     * Returns the body of {@code request}, or null if it has not arrived yet. The container then dispatches the request again
     * when the body has arrived or cannot be read.
     *
     * @param limit   the maximum size of an accepted body, in bytes
     * @param dropped how many bytes beyond {@code limit} are still read and discarded, for clients that do not read an answer
     *                before they have sent everything
     */
    public Body read(HttpServletRequest request, HttpServletResponse response, int limit, long dropped) throws IOException {
        if (request.getAttribute(ATTRIBUTE) instanceof Body body) {
            return body;
        }
        if (!Body.isBroughtBy(request)) {
            return Body.EMPTY;
        }
        if (request.getContentLengthLong() > limit + dropped) {
            return Body.failed(Outcome.TOO_LARGE);
        }
        if (!request.isAsyncSupported()) {
            Body body = readHere(request.getInputStream(), limit);
            request.setAttribute(ATTRIBUTE, body);
            return body;
        }
        BodyReading reading = new BodyReading(request, response, limit, dropped, this::leave);
        BodyReading eldest = enter(reading);
        if (eldest != null) {
            eldest.end(Body.failed(Outcome.CROWDED_OUT));
        }
        reading.begin(patience);
        return null;
    }

    private synchronized BodyReading enter(BodyReading reading) {
        BodyReading eldest = arriving.size() >= most ? arriving.removeFirst() : null;
        arriving.addLast(reading);
        return eldest;
    }

    private synchronized void leave(BodyReading reading) {
        arriving.remove(reading);
    }

    /**
     * Blocks the thread until the body is read. Used if another filter of the application does not support asynchronous
     * requests.
     */
    private Body readHere(InputStream in, int limit) {
        long end = System.nanoTime() + patience.toNanos();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] part = new byte[BodyReading.PART];
        try {
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                read.write(part, 0, n);
                if (read.size() > limit) {
                    return Body.failed(Outcome.TOO_LARGE);
                }
                if (System.nanoTime() - end > 0) {
                    return Body.failed(Outcome.TOO_SLOW);
                }
            }
            return Body.read(read.toByteArray());
        } catch (IOException | RuntimeException e) {
            return Body.failed(Outcome.BROKEN); // any exception, because each container throws different ones
        }
    }
}
