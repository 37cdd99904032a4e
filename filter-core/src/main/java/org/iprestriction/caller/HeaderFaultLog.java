package org.iprestriction.caller;

import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.iprestriction.address.IpAddress;

/** Logs why the header of a trusted proxy does not identify a caller, once per hour for each proxy. Thread-safe. */
final class HeaderFaultLog {

    private static final Logger LOG = System.getLogger(HeaderFaultLog.class.getName());
    private static final long HOUR = Duration.ofHours(1).toNanos();

    /** Only this many proxies are logged per hour, however many addresses are trusted. */
    static final int MOST_PROXIES = 256;

    private final LongSupplier nanoTime;
    /** The time of the last log line for each proxy; at most {@link #MOST_PROXIES} entries. */
    private final Map<IpAddress, Long> told = new HashMap<>();

    HeaderFaultLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void tell(String header, IpAddress proxy, HeaderFault fault) {
        if (isDue(proxy)) {
            LOG.log(Level.WARNING, "A request from the trusted proxy " + proxy + " does not identify its caller and counts as"
                    + " unidentified. " + fault.sentence(header));
        }
    }

    private synchronized boolean isDue(IpAddress proxy) {
        long now = nanoTime.getAsLong();
        Long last = told.get(proxy);
        if (last != null && now - last < HOUR) {
            return false;
        }
        if (last == null && told.size() >= MOST_PROXIES) {
            told.values().removeIf(then -> now - then >= HOUR);
            if (told.size() >= MOST_PROXIES) {
                return false;
            }
        }
        told.put(proxy, now);
        return true;
    }
}
