package org.iprestriction.servlet;

import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.iprestriction.address.IpAddress;
import org.iprestriction.caller.LogText;

/**
 * Logs refusals: one line each, up to ten per second; the next line says how many were omitted. Text from the caller is
 * escaped.
 */
final class RefusalLog {

    private static final Logger LOG = System.getLogger(IpRestrictionFilter.class.getName());
    private static final int LINES_A_SECOND = 10;
    private static final int LONGEST_PATH = 80;

    private final LongSupplier nanoTime;
    /** The current second in the upper half, the number of lines written in it in the lower half. */
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong left = new AtomicLong();

    RefusalLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void refused(String method, String path, IpAddress client, String reason, boolean passed, String id) {
        if (!takeLine()) {
            left.incrementAndGet();
            return;
        }
        long silent = left.getAndSet(0);
        LOG.log(Level.INFO, (passed ? "Would have refused " : "Refused ") + LogText.escaped(method, 12) + " "
                + LogText.escaped(path, LONGEST_PATH) + " from " + (client == null ? "an unidentified caller" : client) + ", because "
                + reason + "; request " + id + (silent == 0 ? "" : "; " + silent + " more were not logged"));
    }

    private boolean takeLine() {
        long second = nanoTime.getAsLong() / 1_000_000_000L;
        return (written.updateAndGet(w -> w >>> 32 == (second & 0xffffffffL) ? w + 1 : second << 32 | 1) & 0xffffffffL)
                <= LINES_A_SECOND;
    }
}
