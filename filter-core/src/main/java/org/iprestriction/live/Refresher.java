package org.iprestriction.live;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Keeps live lists current with two daemon threads: the <em>loader</em> reads the source and prepares lists, and may hang
 * there; the <em>switcher</em> puts each list in force at its instant and never waits for anything. Each looks after the
 * other. Closing it leaves the lists as they are.
 *
 * <p>Thread-safe.
 */
public final class Refresher implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Refresher.class.getName());
    private static final long TICK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long FAREWELL_MILLIS = 2_000;

    private final LiveLists lists;
    private final Loader loader;
    private final StoreClock clock;
    private final NodeIdentity node;
    private final Duration maxStaleness;
    private final LongSupplier nanoTime;
    private volatile Thread loading;
    private volatile Thread switching;
    private volatile boolean running = true;
    private volatile boolean pollDue;
    private boolean wasTooOld;

    Refresher(AccessListSource source, Settings settings, LiveLists lists, LongSupplier nanoTime, InstantSource wallClock) {
        this.lists = lists;
        this.nanoTime = nanoTime;
        this.maxStaleness = settings.maxStaleness();
        this.clock = new StoreClock(nanoTime);
        this.node = NodeIdentity.of(settings, wallClock);
        this.loader = new Loader(source, lists, clock, node, SnapshotFile.of(settings), settings.activation(),
                maxStaleness, nanoTime,
                ThreadLocalRandom.current());
        lists.serve(this::pollSoon, this::status);
    }

    /**
     * Starts to keep lists current.
     *
     * @param source where the rules come from, not null
     * @param settings the settings of the application, not null
     * @param lists the lists to keep current, not null
     * @return the running refresher
     */
    public static Refresher start(AccessListSource source, Settings settings, LiveLists lists) {
        Refresher refresher = new Refresher(source, settings, lists, System::nanoTime, InstantSource.system());
        refresher.watch();
        return refresher;
    }

    /** Asks for a poll now rather than at its turn, because something was saved on this node. */
    public void pollSoon() {
        pollDue = true;
        LockSupport.unpark(loading);
    }

    /**
     * Answers the random name of this start of this node.
     *
     * @return the name under which it reports
     */
    public String nodeId() {
        return node.id();
    }

    /** Polls once, on the calling thread. */
    void poll() {
        loader.poll();
        LockSupport.unpark(switching); // the next instant may have come nearer
    }

    /** Puts in force what is due, on the calling thread. */
    void tick() {
        if (!clock.isSet()) {
            return;
        }
        boolean tooOld = isTooOld();
        long now = clock.millis();
        for (LiveList list : lists.all()) {
            try {
                if (list.advance(now, tooOld) && list.inForce() != null) {
                    loader.announce(list);
                }
            } catch (Throwable failure) { // the other lists must still reach their instants
                LOG.log(Level.ERROR, "List “" + list.name() + "” could not be put in force; tried again at once.", failure);
            }
        }
        if (tooOld && !wasTooOld) {
            LOG.log(Level.ERROR, "The access lists are older than ip-restriction.max-staleness ({0}); every request is"
                    + " blocked until they can be refreshed.", maxStaleness);
        }
        wasTooOld = tooOld;
    }

    private boolean isTooOld() {
        return !maxStaleness.isZero() && nanoTime.getAsLong() - loader.progress().successAt() > maxStaleness.toNanos();
    }

    private ListStatus status(LiveList list) {
        Loader.Progress progress = loader.progress();
        var inForce = list.inForce();
        long next = list.nextChange();
        return new ListStatus(list.name(), inForce != null, progress.revision(), inForce == null ? 0 : inForce.size(),
                inForce == null ? null : Instant.ofEpochMilli(list.since()),
                next == ListPlan.NEVER ? null : Instant.ofEpochMilli(next),
                progress.loaded() ? Duration.ofNanos(nanoTime.getAsLong() - progress.successAt()) : null,
                progress.problem());
    }

    /** Starts the threads that are not running. */
    private synchronized void watch() {
        if (running && (loading == null || !loading.isAlive())) {
            loading = daemon("ip-restriction-loader", this::load);
        }
        if (running && (switching == null || !switching.isAlive())) {
            switching = daemon("ip-restriction-switcher", this::switchLists);
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void load() {
        while (running) {
            pollDue = false;
            poll();
            watch();
            long until = nanoTime.getAsLong() + loader.pause().toNanos();
            for (long left = until - nanoTime.getAsLong(); running && !pollDue && left > 0;
                    left = until - nanoTime.getAsLong()) {
                LockSupport.parkNanos(this, left);
                Thread.interrupted(); // an interrupt is a wake-up; left standing it would make this loop spin
            }
        }
        loader.report(true);
    }

    private void switchLists() {
        while (running) {
            long wait = TICK_NANOS;
            try {
                tick();
                watch();
                wait = untilNextChange();
            } catch (Throwable failure) { // an Error must not end the switching
                LOG.log(Level.ERROR, "A list could not be put in force; tried again within a second.", failure);
            }
            LockSupport.parkNanos(this, wait);
            Thread.interrupted();
        }
    }

    private long untilNextChange() {
        if (!clock.isSet()) {
            return TICK_NANOS;
        }
        long next = ListPlan.NEVER;
        for (LiveList list : lists.all()) {
            next = Math.min(next, list.nextChange());
        }
        long left = next - clock.millis();
        return left >= 1_000 ? TICK_NANOS : Math.max(1, left) * 1_000_000L;
    }

    /** Stops both threads and tells the source that this node no longer takes part. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(loading);
        LockSupport.unpark(switching);
        for (Thread thread : new Thread[] {switching, loading}) {
            try {
                if (thread != null) {
                    thread.join(FAREWELL_MILLIS);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt(); // whoever stops us is in a hurry
            }
        }
    }
}
