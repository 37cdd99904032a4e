package org.iprestriction.access;

/**
 * A set of IPv6 addresses, built like {@link Ipv4Set}. Nearly all networks differ in their first 64 bits, so only those
 * are searched; the last 64 bits are looked at where a toggle shares the first 64 bits with the address.
 */
final class Ipv6Set {

    private static final int FEW = 4;
    private static final int FEWEST_INDEX_BITS = 4;
    private static final int MOST_INDEX_BITS = 18;

    /** Ascending with the sign bits flipped, ordered by both. */
    private final long[] high;
    private final long[] low;
    private final int count;
    /** How many toggles lie below the start of each slot, and in all. Slots begin at the first toggle. */
    private final int[] index;
    private final long base;
    private final int shift;
    private final int slots;

    private Ipv6Set(Toggles sorted) {
        count = sorted.count();
        high = new long[count + FEW];
        low = new long[count];
        java.util.Arrays.fill(high, count, count + FEW, Long.MAX_VALUE);
        base = count == 0 ? 0 : sorted.high(0);
        long span = count == 0 ? 0 : sorted.high(count - 1) - base;
        int bits = Math.min(MOST_INDEX_BITS, Math.max(FEWEST_INDEX_BITS, 32 - Integer.numberOfLeadingZeros(count)));
        shift = Math.max(0, 64 - Long.numberOfLeadingZeros(span) - bits);
        slots = (int) (span >>> shift) + 1;
        index = new int[slots + 1];
        for (int i = 0; i < count; i++) {
            high[i] = sorted.high(i) ^ Long.MIN_VALUE;
            low[i] = sorted.low(i) ^ Long.MIN_VALUE;
            index[(int) (sorted.high(i) - base >>> shift) + 1]++;
        }
        for (int slot = 1; slot < index.length; slot++) {
            index[slot] += index[slot - 1];
        }
    }

    static Ipv6Set of(Toggles sorted) {
        return new Ipv6Set(sorted);
    }

    boolean contains(long highBits, long lowBits) {
        long offset = highBits - base;
        if (Long.compareUnsigned(highBits, base) < 0) {
            return false;
        }
        long slot = offset >>> shift;
        if (Long.compareUnsigned(slot, slots) >= 0) {
            return (count & 1) != 0;
        }
        int from = index[(int) slot];
        int inSlot = index[(int) slot + 1] - from;
        if (inSlot == 0) {
            return (from & 1) != 0;
        }
        long key = highBits ^ Long.MIN_VALUE;
        int rank = rank(from, inSlot, key);
        if (rank > from && high[rank - 1] == key) {
            rank = rankByLow(from, rank, key, lowBits ^ Long.MIN_VALUE);
        }
        return (rank & 1) != 0;
    }

    /** Counts the toggles whose first 64 bits are not above the key, of which so many from a place on are in doubt. */
    private int rank(int from, int inDoubt, long key) {
        long[] sorted = high;
        int rank = from;
        int left = inDoubt;
        while (left > FEW) {
            int half = left >>> 1;
            rank = sorted[rank + half - 1] <= key ? rank + half : rank;
            left -= half;
        }
        int more = notAbove(sorted[rank], key) + notAbove(sorted[rank + 1], key)
                + notAbove(sorted[rank + 2], key) + notAbove(sorted[rank + 3], key);
        return rank + Math.min(more, left);
    }

    /** Finds the rank inside the run of toggles that share the first 64 bits and ends before {@code to}. */
    private int rankByLow(int from, int to, long key, long lowKey) {
        int above = to; // low[above..to) is above the key; step back in doubling steps, again and again
        int step = 1;
        while (above > from && high[above - 1] == key && low[above - 1] > lowKey) {
            int probe = above - step;
            if (probe >= from && high[probe] == key && low[probe] > lowKey) {
                above = probe;
                step <<= 1;
            } else {
                step = 1; // one step back is safe: the loop has just looked
            }
        }
        return above;
    }

    private static int notAbove(long toggle, long key) {
        return toggle <= key ? 1 : 0;
    }

    /** Answers the bytes its arrays hold, without their headers. */
    long bytes() {
        return 8L * (high.length + low.length) + 4L * index.length;
    }
}
