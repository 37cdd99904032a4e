package org.iprestriction.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** What only requests can remind of, whoever calls: that nothing is blocked, and that upgrades pass the filter by. */
final class Reminders {

    private static final Logger LOG = System.getLogger(IpRestrictionFilter.class.getName());
    private static final long DAY = Duration.ofDays(1).toNanos();

    private final boolean reporting;
    private final LongSupplier nanoTime;
    private final AtomicBoolean upgradesOpen;
    private volatile long remindAt;
    /** Not volatile: whoever reads an old value looks once in vain. */
    private boolean any;

    /** Says at once that nothing is blocked, if so. */
    Reminders(FilterSettings settings, LongSupplier nanoTime) {
        this.reporting = settings.reporting();
        this.nanoTime = nanoTime;
        this.upgradesOpen = new AtomicBoolean(settings.upgradesOpen());
        this.any = reporting || settings.upgradesOpen();
        if (reporting) {
            remind();
        }
    }

    /** Tells whether {@link #of} has anything to do. */
    boolean any() {
        return any;
    }

    void of(HttpServletRequest request) {
        if (reporting && nanoTime.getAsLong() - remindAt > 0) { // report mode never ends by itself
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
