package org.iprestriction.admin.access;

import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Logs forms that came, or seem to have come, from another site, with the cause: at most one line per address per minute.
 * Thread-safe; bounded.
 */
public final class OriginLog {
    private static final Logger LOG = System.getLogger(OriginLog.class.getName());
    private static final long QUIET = Duration.ofMinutes(1).toNanos();
    private static final int MOST = 1_000;

    private final LongSupplier nanoTime;
    private final Map<String, Long> logged = new RecentlyUsed<>(MOST);

    public OriginLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    public void note(OriginFault fault, CallerAddress caller) {
        String from = caller.address() == null ? "unknown" : caller.address().toString();
        if (due(from)) {
            LOG.log(Level.WARNING, "Refused a form that was not sent from the pages: from {0}, {1}. {2}", from, fault.headers(),
                    fault.advice(false));
        }
    }

    synchronized boolean due(String from) {
        long now = nanoTime.getAsLong();
        Long before = logged.get(from);
        if (before != null && now - before < QUIET) {
            return false;
        }
        logged.remove(from);
        logged.put(from, now);
        return true;
    }
}
