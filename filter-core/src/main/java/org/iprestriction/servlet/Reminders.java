package org.iprestriction.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Warnings that are triggered by requests: that nothing is blocked, and that WebSocket upgrades bypass the filter. */
final class Reminders {

    private static final Logger LOG = System.getLogger(IpRestrictionFilter.class.getName());
    private static final long DAY = Duration.ofDays(1).toNanos();

    private final boolean reporting;
    private final LongSupplier nanoTime;
    private final AtomicBoolean upgradesOpen;
    private volatile long remindAt;
    /** Not volatile: a stale value only causes one unnecessary check. */
    private boolean any;

    /** Immediately logs a warning if nothing is blocked. */
    Reminders(FilterSettings settings, LongSupplier nanoTime) {
        this.reporting = settings.reporting();
        this.nanoTime = nanoTime;
        this.upgradesOpen = new AtomicBoolean(settings.upgradesOpen());
        this.any = reporting || settings.upgradesOpen();
        if (reporting) {
            remind();
        }
    }

    /** Returns whether {@link #of} has anything to do. */
    boolean any() {
        return any;
    }

    void of(HttpServletRequest request) {
        if (reporting && nanoTime.getAsLong() - remindAt > 0) { // report mode does not expire, so repeat the warning daily
            remind();
        }
        if (upgradesOpen.get() && request.getDispatcherType() == DispatcherType.REQUEST && upgradesOpen.getAndSet(false)) {
            any = reporting;
            UpgradeWarning.ofStack().ifPresent(warning -> LOG.log(Level.WARNING, warning));
        }
    }

    private void remind() {
        remindAt = nanoTime.getAsLong() + DAY;
        LOG.log(Level.WARNING, "The IP restriction blocks nothing, because mode is “report”. Set mode to “enforce” to block.");
    }
}
