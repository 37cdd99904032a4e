package org.iprestriction.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.iprestriction.access.AccessList;
import org.iprestriction.settings.Settings;

/** A node without threads: a simulation says when its loader polls, also while an earlier poll hangs, and when its switcher looks. */
public final class SimulatedNode {

    private final LiveLists lists = new LiveLists();
    private final LiveList list;
    private final Refresher refresher;
    /** The node's time of the store when it last decided what is in force. */
    private long advancedAt = Long.MIN_VALUE;

    public SimulatedNode(AccessListSource source, Settings settings, String list, LongSupplier nanoTime, InstantSource wallClock,
            RandomGenerator jitter) {
        refresher = new Refresher(source, settings, lists, nanoTime, wallClock, jitter);
        this.list = lists.named(list);
    }

    public void poll() {
        refresher.poll();
    }

    public void tick() {
        refresher.tick();
        if (refresher.clock().isSet()) {
            advancedAt = clock();
        }
    }

    /** Abandons a poll that hangs for too long. Returns whether it did. */
    public boolean abandonsPoll() {
        return refresher.loader().giveUpIfStuck();
    }

    /** Returns how long a poll may take after some were abandoned: it reads twice at most, and reports. */
    public static Duration longestPoll(Duration activation, int abandoned) {
        return Pace.patience(activation, true, abandoned).multipliedBy(3);
    }

    public Duration untilNextPoll() {
        return refresher.loader().pause();
    }

    /** Returns how many milliseconds the switcher may wait until something changes. */
    public long untilNextChange() {
        return list.nextChange() == ListPlan.NEVER || !refresher.clock().isSet() ? Long.MAX_VALUE : list.nextChange() - clock();
    }

    /** Returns the position up to which the node knows every change; null before the first load. */
    public Changes.Position loaded() {
        return refresher.node().loaded();
    }

    /** Returns what requests are decided by; null if all are blocked because nothing usable is loaded. */
    public AccessList inForce() {
        return list.inForce();
    }

    /** Returns how long ago the list was last read; null if it never was. */
    public Duration age() {
        return lists.status().iterator().next().age();
    }

    /** Returns whether the node knows the time of the store at all, and not only by its own clock. */
    public boolean knowsTime() {
        return refresher.clock().isSet() && !refresher.clock().isDoubted();
    }

    /** Returns the time of the store as this node knows it, in milliseconds since 1970-01-01T00:00Z. */
    public long clock() {
        return refresher.clock().millis();
    }

    public long advancedAt() {
        return advancedAt;
    }
}
