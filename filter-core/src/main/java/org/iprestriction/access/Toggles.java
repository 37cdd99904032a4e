package org.iprestriction.access;

import java.util.Arrays;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;

/**
 * The addresses of one family at which membership changes, in ascending order: an address is a member if the number of
 * toggles not above it is odd. A range that ends at the highest address has no closing toggle, so the number of toggles
 * may be odd.
 */
final class Toggles {

    private long[] high = new long[16];
    private long[] low = new long[16];
    private int count;

    private Toggles() {
    }

    /**
     * Finds the addresses at which "an allow rule contains it and no block rule does" changes.
     *
     * @param allowing whether an address that no rule contains is also a member
     */
    static Toggles of(Rule[] rules, boolean ipv4, boolean allowing) {
        Keys allowStarts = new Keys();
        Keys allowEnds = new Keys();
        Keys blockStarts = new Keys();
        Keys blockEnds = new Keys();
        if (allowing) {
            allowStarts.add(0, 0);
        }
        for (Rule rule : rules) { // a single pass: with a million rules, reading the objects costs more than sorting
            boolean allow = rule.action() == Action.ALLOW;
            add(rule.range(), ipv4, allow ? allowStarts : blockStarts, allow ? allowEnds : blockEnds);
        }
        return sweep(allowStarts.sort(), allowEnds.sort(), blockStarts.sort(), blockEnds.sort());
    }

    /** Finds the addresses at which "a block rule contains it" changes. */
    static Toggles ofBlocked(Rule[] rules, boolean ipv4) {
        Keys starts = new Keys();
        Keys ends = new Keys();
        for (Rule rule : rules) {
            if (rule.action() == Action.BLOCK) {
                add(rule.range(), ipv4, starts, ends);
            }
        }
        return sweep(starts.sort(), ends.sort(), new Keys(), new Keys());
    }

    /** Adds the first address of a range, and the address after its last one unless that is the highest address. */
    private static void add(IpRange range, boolean ipv4, Keys starts, Keys ends) {
        IpAddress first = range.first();
        if (first.isIpv4() != ipv4) {
            return;
        }
        starts.add(first.high(), first.low());
        long high = range.last().high();
        long low = range.last().low();
        if (low != (ipv4 ? 0xffffffffL : -1L)) {
            ends.add(high, low + 1);
        } else if (!ipv4 && high != -1L) {
            ends.add(high + 1, 0);
        }
    }

    private static Toggles sweep(Keys allowStarts, Keys allowEnds, Keys blockStarts, Keys blockEnds) {
        Toggles toggles = new Toggles();
        Keys[] all = {allowStarts, allowEnds, blockStarts, blockEnds};
        int allowing = 0;
        int blocking = 0;
        for (Keys next = least(all); next != null; next = least(all)) {
            long high = next.nextHigh();
            long low = next.nextLow();
            allowing += allowStarts.skip(high, low) - allowEnds.skip(high, low);
            blocking += blockStarts.skip(high, low) - blockEnds.skip(high, low);
            boolean member = allowing > 0 && blocking == 0;
            if (member != ((toggles.count & 1) == 1)) {
                toggles.add(high, low);
            }
        }
        return toggles;
    }

    private static Keys least(Keys[] all) {
        Keys least = null;
        for (Keys keys : all) {
            if (keys.hasNext() && (least == null || isBelow(keys, least))) {
                least = keys;
            }
        }
        return least;
    }

    private static boolean isBelow(Keys a, Keys b) {
        int byHigh = Long.compareUnsigned(a.nextHigh(), b.nextHigh());
        return byHigh < 0 || byHigh == 0 && Long.compareUnsigned(a.nextLow(), b.nextLow()) < 0;
    }

    private void add(long highBits, long lowBits) {
        if (count == high.length) {
            high = Arrays.copyOf(high, count * 2);
            low = Arrays.copyOf(low, count * 2);
        }
        high[count] = highBits;
        low[count++] = lowBits;
    }

    int count() {
        return count;
    }

    long high(int index) {
        return high[index];
    }

    long low(int index) {
        return low[index];
    }
}
