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
 * Reads the bodies of requests: each within a limit of bytes and of time, a limited number at once, and without a thread that
 * waits for them.
 *
 * <p>When all places are taken, the body that has been arriving for longest gives way to the new one. An honest body comes
 * with its request or right behind it; one that is sent to hold a place is sent slowly. Thread-safe.
 */
public final class Bodies {
    private static final String ATTRIBUTE = Body.class.getName();

    private final int most;
    private final Duration patience;
    private final Deque<BodyReading> arriving = new ArrayDeque<>();

    /** At most {@code most} bodies arrive at once, each within {@code patience}. */
    public Bodies(int most, Duration patience) {
        this.most = most;
        this.patience = patience;
    }

    /**
     * Returns the body of {@code request}; null where it is still to come, and then the container dispatches the request once
     * more when it is there, or cannot be had.
     *
     * @param limit   the longest body that is accepted, in bytes
     * @param dropped how many bytes of a body beyond {@code limit} are still taken in, for the sake of a client that reads no
     *                answer before it has sent everything
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

    /** For an application some other filter of which cannot be asynchronous: the thread waits, as long as its container lets it. */
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
            return Body.failed(Outcome.BROKEN); // of whatever kind: each container has exceptions of its own for it
        }
    }
}
