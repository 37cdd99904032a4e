package org.iprestriction.access;

import java.util.Arrays;
import org.iprestriction.address.IpRange;

/**
 * The addresses of one family at which membership changes, ascending: an address is a member if the number of toggles not
 * above it is odd. A range up to the highest address has no closing toggle, so the number of toggles may be odd.
 */
final class Toggles {

    private long[] high = new long[16];
    private long[] low = new long[16];
    private int count;

    private Toggles() {
    }

    /**
     * Finds where "an allow rule holds it and no block rule does" changes.
     *
     * @param allowing whether an address that no rule holds is a member too
     */
    static Toggles of(Rule[] rules, boolean ipv4, boolean allowing) {
        return sweep(starts(rules, ipv4, Action.ALLOW, allowing), ends(rules, ipv4, Action.ALLOW),
                starts(rules, ipv4, Action.BLOCK, false), ends(rules, ipv4, Action.BLOCK));
    }

    /** Finds where "a block rule holds it" changes. */
    static Toggles ofBlocked(Rule[] rules, boolean ipv4) {
        return sweep(starts(rules, ipv4, Action.BLOCK, false), ends(rules, ipv4, Action.BLOCK), new Keys(0), new Keys(0));
    }

    private static Keys starts(Rule[] rules, boolean ipv4, Action action, boolean everything) {
        Keys keys = new Keys(size(rules, ipv4, action) + 1);
        if (everything) {
            keys.add(0, 0);
        }
        for (Rule rule : rules) {
            IpRange range = rule.range();
            if (rule.action() == action && range.isIpv4() == ipv4) {
                keys.add(range.first().high(), range.first().low());
            }
        }
        return keys.sort();
    }

    /** Answers the addresses just behind each range; none where a range ends at the highest address. */
    private static Keys ends(Rule[] rules, boolean ipv4, Action action) {
        long highest = ipv4 ? 0xffffffffL : -1L;
        Keys keys = new Keys(size(rules, ipv4, action));
        for (Rule rule : rules) {
            IpRange range = rule.range();
            if (rule.action() == action && range.isIpv4() == ipv4) {
                long low = range.last().low();
                long high = range.last().high();
                if (low != highest) {
                    keys.add(high, low + 1);
                } else if (!ipv4 && high != -1L) {
                    keys.add(high + 1, 0);
                }
            }
        }
        return keys.sort();
    }

    private static int size(Rule[] rules, boolean ipv4, Action action) {
        int size = 0;
        for (Rule rule : rules) {
            size += rule.action() == action && rule.range().isIpv4() == ipv4 ? 1 : 0;
        }
        return size;
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
