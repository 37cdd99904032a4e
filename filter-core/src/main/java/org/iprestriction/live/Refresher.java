package org.iprestriction.live;

import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.iprestriction.live.LiveList.Reading;
import org.iprestriction.live.LiveLists.Freshness;
import org.iprestriction.settings.Settings;

/**
 * Keeps live lists current with two daemon threads. The <em>loader</em> reads the source and prepares lists; it may
 * hang while it reads. The <em>switcher</em> puts each list in force at its planned instant and never waits for the
 * source. Each thread restarts the other if it has ended. If a poll hangs, it is abandoned and another loader starts;
 * late results of the abandoned poll are discarded. Closing the refresher leaves the lists as they are.
 *
 * <p>Thread-safe.
 */
public final class Refresher implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Refresher.class.getName());
    private static final long TICK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long FAREWELL_MILLIS = 2_000;
    /** The maximum number of abandoned polls; each one costs a thread and a connection. */
    private static final int MOST_HANGING = 8;

    private final LiveLists lists;
    private final Loader loader;
    private final StatusReader statuses;
    private final StoreClock clock;
    private final Duration maxStaleness;
    private final LongSupplier nanoTime;
    private volatile Thread loading;
    private volatile Thread switching;
    private volatile boolean running = true;
    private volatile boolean pollDue;
    private boolean wasTooOld;
    private boolean wasBehind;
    private final List<Thread> hanging = new ArrayList<>();
    private boolean warnedOfHanging;

    Refresher(AccessListSource source, Settings settings, LiveLists lists, LongSupplier nanoTime, InstantSource wallClock) {
        this(source, settings, lists, nanoTime, wallClock, ThreadLocalRandom.current());
    }

    Refresher(AccessListSource source, Settings settings, LiveLists lists, LongSupplier nanoTime, InstantSource wallClock,
            RandomGenerator jitter) {
        this.lists = lists;
        this.nanoTime = nanoTime;
        this.maxStaleness = settings.maxStaleness();
        this.clock = new StoreClock(nanoTime);
        this.loader = new Loader(source, lists, clock, NodeIdentity.of(settings, wallClock), SnapshotFile.of(settings), settings, nanoTime,
                jitter);
        this.statuses = new StatusReader(loader, nanoTime);
        lists.serve(this::pollSoon, statuses::status, () -> statuses.statusOfEvery(lists));
    }

    /**
     * Starts a refresher.
     *
     * @param source the source of the rules, not null
     * @param settings the settings of the application, not null
     * @param lists the lists to keep current, not null
     * @return the running refresher
     */
    public static Refresher start(AccessListSource source, Settings settings, LiveLists lists) {
        Refresher refresher = new Refresher(source, settings, lists, System::nanoTime, InstantSource.system());
        refresher.watch();
        return refresher;
    }

    /** Requests an immediate poll, because a change was saved on this node. Returns without waiting for it. */
    public void pollSoon() {
        pollDue = true;
        LockSupport.unpark(loading);
    }

    /**
     * Returns what this node would report now. Unlike a report that was sent, it also says in its problem if the source
     * does not answer, or could not store the last report.
     *
     * @return the report, not null
     */
    public NodeReport node() {
        return loader.currentReport();
    }

    /** Polls once, on the calling thread. */
    void poll() {
        loader.poll(() -> LockSupport.unpark(switching)); // the next planned instant may be earlier now
    }

    /** Puts due changes in force, on the calling thread. */
    void tick() {
        if (!clock.isSet()) {
            return;
        }
        long now = clock.millis();
        lookAtAge(now);
        lists.instants().due(now).forEach(list -> advance(list, now));
    }

    private void advance(LiveList list, long now) {
        try {
            if (list.advance(now, this::isTooOld) && list.inForce() != null) {
                loader.announce(list);
            }
        } catch (Throwable failure) { // the other lists must still switch on time
            LOG.log(Level.ERROR, "List “" + list.name() + "” could not be put into force; retrying at once.", failure);
        } finally {
            lists.instants().put(list);
        }
    }

    /**
     * Takes lists out of force that are too old, and puts them back. All of them have the same age, except those that cannot be
     * refreshed. If a poll succeeds at the same moment, the next look corrects what this one found.
     */
    private void lookAtAge(long now) {
        Freshness freshness = lists.freshness();
        boolean tooOld = isTooOld(freshness.last());
        List<LiveList> apart = lists.troubled();
        if (tooOld != freshness.isTooOld()) {
            freshness.tooOld(tooOld);
            lists.all().forEach(list -> advance(list, now));
        } else if (!maxStaleness.isZero()) {
            apart.forEach(list -> advance(list, now));
        }
        boolean anyTooOld = tooOld || apart.stream().anyMatch(list -> isTooOld(list.lastRead()));
        boolean anyBehind = statuses.isBehind(freshness.last()) || apart.stream().anyMatch(list -> statuses.isBehind(list.lastRead()));
        if (anyTooOld && !wasTooOld) {
            LOG.log(Level.ERROR, "The access lists are older than ip-restriction.max-staleness ({0}); every request is"
                    + " blocked until they can be refreshed.", maxStaleness);
        }
        if (anyBehind && !wasBehind) {
            LOG.log(Level.ERROR, "The access lists were not refreshed for longer than the activation, for the reason that was logged"
                    + " before. Changes that were saved since then are not applied on this node.");
        }
        wasTooOld = anyTooOld;
        wasBehind = anyBehind;
    }

    private boolean isTooOld(Reading last) {
        return !maxStaleness.isZero() && last.revision() >= 0 && nanoTime.getAsLong() - last.nanos() > maxStaleness.toNanos();
    }

    Loader loader() {
        return loader;
    }

    StoreClock clock() {
        return clock;
    }

    /** Starts the threads that are not running, and another loader if a poll hangs. */
    private synchronized void watch() {
        if (running && loading != null && loader.giveUpIfStuck()) {
            hanging.add(loading); // not interrupted: an embedded database may then close its file for good
            loading = null;
        }
        hanging.removeIf(thread -> !thread.isAlive());
        if (running && (loading == null || !loading.isAlive()) && mayPoll()) {
            loading = daemon("ip-restriction-loader", this::load);
            loading.start();
        }
        if (running && (switching == null || !switching.isAlive())) {
            switching = daemon("ip-restriction-switcher", this::switchLists);
            switching.start();
        }
    }

    private boolean mayPoll() {
        boolean tooMany = hanging.size() >= MOST_HANGING;
        if (tooMany && !warnedOfHanging) {
            LOG.log(Level.ERROR, "{0} polls of the store hang, so no new one starts until one of them ends. The lists stay unchanged."
                    + " Set connect and socket timeouts on the data source.", Integer.toString(MOST_HANGING));
        }
        warnedOfHanging = tooMany;
        return !tooMany;
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private void load() {
        while (running && isLoading()) {
            pollDue = false;
            try {
                poll();
            } catch (NoClassDefFoundError gone) {
                if (String.valueOf(gone.getMessage()).startsWith("org/iprestriction/")) {
                    return; // the application's classes are gone, for example after a failed start: nothing can be logged
                }
                unspeakable(gone);
            } catch (Throwable failure) { // reporting a failure has failed; polling must continue anyway
                unspeakable(failure);
            }
            watch();
            long until = nanoTime.getAsLong() + loader.pause().toNanos();
            for (long left = until - nanoTime.getAsLong(); running && isLoading() && !pollDue && left > 0;
                    left = until - nanoTime.getAsLong()) {
                LockSupport.parkNanos(this, left);
                Thread.interrupted(); // an interrupt only wakes this thread; if not cleared, it would make this loop spin
            }
        }
        if (isLoading()) {
            loader.signOff();
        }
    }

    private static void unspeakable(Throwable failure) {
        try {
            LOG.log(Level.ERROR, "A poll of the store failed, and the failure could not be reported; polling continues.", failure);
        } catch (Throwable mute) { // logging itself fails, so the failure cannot be reported
            return;
        }
    }

    /** Returns whether the current thread is the loader, and not a thread whose poll was abandoned. */
    private boolean isLoading() {
        return loading == Thread.currentThread();
    }

    private void switchLists() {
        while (running) {
            long wait = TICK_NANOS;
            try {
                tick();
                watch();
                wait = untilNextChange();
            } catch (Throwable failure) { // even an Error must not stop the switching
                LOG.log(Level.ERROR, "A list could not be put into force; retrying within a second.", failure);
            }
            LockSupport.parkNanos(this, wait);
            Thread.interrupted();
        }
    }

    /** Returns how many nanoseconds the switcher may wait. */
    long untilNextChange() {
        if (!clock.isSet()) {
            return TICK_NANOS;
        }
        long left = lists.instants().first() - clock.millis();
        return left >= 1_000 ? TICK_NANOS : Math.max(1, left) * 1_000_000L;
    }

    /** Stops both threads and signs this node off at the source. Waits at most two seconds for each thread. */
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
                Thread.currentThread().interrupt(); // the caller does not want to wait
            }
        }
        loader.abandon(); // the caller closes the store next; a poll that is still under way would report that as a failure
        loading = null; // and its thread must not sign off at a store that is closed
    }
}
