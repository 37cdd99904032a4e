package org.iprestriction.live;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Decision;
import org.iprestriction.address.IpAddress;
import org.iprestriction.settings.Settings;

/** A node without threads: its loader polls and its switcher ticks when a test says so, by a clock that the test turns. */
public final class VirtualNode {

    private final LiveLists lists = new LiveLists();
    private static final long LATENESS_MILLIS = 400;
    private final Refresher refresher;
    private long later;

    /** Makes a node that wants some lists; the clock is in milliseconds since 1970-01-01T00:00Z. */
    public VirtualNode(AccessListSource source, Settings settings, AtomicLong clock, String... wanted) {
        refresher = new Refresher(source, settings, lists, () -> (clock.get() + later) * 1_000_000L, InstantSource.system());
        for (String list : wanted) {
            lists.named(list);
        }
    }

    public void poll() {
        refresher.poll();
    }

    /** Looks a little later, for a switch waits until no clock that drifts can make it early. */
    public void tick() {
        later = LATENESS_MILLIS;
        refresher.tick();
        later = 0;
    }

    public String id() {
        return refresher.node().node();
    }

    /** Returns what the node says is wrong, or null. */
    public String problem() {
        return refresher.node().problem();
    }

    /** Returns the decision on a request from an address, or null if the list has never been loaded. */
    public Decision decide(String list, String address) {
        AccessList inForce = lists.named(list).inForce();
        return inForce == null ? null : inForce.decide(IpAddress.parse(address));
    }
}
