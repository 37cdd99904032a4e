package org.iprestriction.admin.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.iprestriction.admin.http.Body.Outcome;

/** The reading of one body that is still arriving. It ends exactly once, and then the container dispatches the request again. */
final class BodyReading implements ReadListener, AsyncListener {
    static final int PART = 4096;

    private final HttpServletRequest request;
    private final AsyncContext async;
    private final ServletInputStream in;
    private final int limit;
    private final long dropped;
    private final Consumer<BodyReading> left;
    private final byte[] part = new byte[PART];
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private long taken;
    private boolean ended;

    /** {@code left} is called when the reading has ended. For the other parameters see {@link Bodies#read}. */
    BodyReading(HttpServletRequest request, HttpServletResponse response, int limit, long dropped, Consumer<BodyReading> left)
            throws IOException {
        this.request = request;
        this.limit = limit;
        this.dropped = dropped;
        this.left = left;
        this.in = request.getInputStream();
        this.async = request.startAsync(request, response);
    }

    void begin(Duration patience) {
        async.setTimeout(patience.toMillis());
        async.addListener(this);
        in.setReadListener(this);
    }

    /** Ends the reading with {@code body}, unless it has already ended. */
    void end(Body body) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            request.setAttribute(Body.class.getName(), body);
            async.dispatch();
        }
        left.accept(this);
    }

    @Override
    public void onDataAvailable() {
        Body failed = take();
        if (failed != null) {
            end(failed);
        }
    }

    /** Reads the bytes that have arrived. Returns the failure that ended the reading, or null if there is none. */
    private synchronized Body take() {
        try {
            while (!ended && in.isReady()) {
                int n = in.read(part);
                if (n < 0) {
                    return null; // onAllDataRead is called next
                }
                taken += n;
                if (taken <= limit) {
                    read.write(part, 0, n);
                } else if (taken > limit + dropped) {
                    return Body.failed(Outcome.TOO_LARGE);
                }
            }
            return null;
        } catch (IOException | RuntimeException e) {
            return Body.failed(Outcome.BROKEN); // any exception, because each container throws different ones
        }
    }

    @Override
    public void onAllDataRead() {
        end(taken > limit ? Body.failed(Outcome.TOO_LARGE) : Body.read(read.toByteArray()));
    }

    @Override
    public void onError(Throwable t) {
        end(Body.failed(Outcome.BROKEN));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(Body.failed(Outcome.TOO_SLOW));
    }

    @Override
    public void onError(AsyncEvent event) {
        left.accept(this);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        left.accept(this);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // startAsync is not called again
    }
}
