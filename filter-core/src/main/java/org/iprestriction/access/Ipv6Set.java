package org.iprestriction.access;

/**
 * A set of IPv6 addresses, built like {@link Ipv4Set}. Nearly all networks differ in their first 64 bits, so only those
 * are searched; the last 64 bits are compared only if a toggle has the same first 64 bits as the address.
 *
 * <p>Networks are concentrated in the few prefixes that registries assign. With equal-sized slots alone, nearly all
 * slots would be empty and the others would hold a thousand toggles each, so each slot is subdivided into places, in
 * proportion to the number of its toggles.
 */
final class Ipv6Set {

    private static final int FEW = 4;
    private static final int FEWEST_SLOT_BITS = 1;
    private static final int MOST_SLOT_BITS = 10;
    private static final int SHIFT_BITS = 6;

    /** Ascending with the sign bits flipped, ordered by high, then by low. */
    private final long[] high;
    private final long[] low;
    private final int count;
    /**
     * Equal-sized slots from the first toggle to the last. The lowest bits of each give the distance by which to shift
     * an offset in that slot, the other bits what to add to the result: the sum is the place of the offset.
     */
    private final long[] slots;
    private final long base;
    private final int shift;
    /** The number of toggles below the start of each place, and in total. */
    private final int[] index;

    private Ipv6Set(Toggles sorted) {
        count = sorted.count();
        high = new long[count + FEW];
        low = new long[count];
        java.util.Arrays.fill(high, count, count + FEW, Long.MAX_VALUE);
        for (int i = 0; i < count; i++) {
            high[i] = sorted.high(i) ^ Long.MIN_VALUE;
            low[i] = sorted.low(i) ^ Long.MIN_VALUE;
        }
        base = count == 0 ? 0 : sorted.high(0);
        long span = count == 0 ? 0 : sorted.high(count - 1) - base;
        int slotBits = Math.min(MOST_SLOT_BITS, Math.max(FEWEST_SLOT_BITS, bitLength(count) - 3)); // at least 4 toggles per slot
        shift = Math.max(0, 64 - Long.numberOfLeadingZeros(span) - slotBits);
        slots = new long[(int) (span >>> shift) + 1];
        int places = cut(sorted);
        index = new int[places + 1];
        for (int i = 0; i < count; i++) {
            index[place(sorted.high(i) - base) + 1]++;
        }
        for (int place = 1; place < index.length; place++) {
            index[place] += index[place - 1];
        }
    }

    /** Divides each slot into 2^n places, at least one and at most as many as it has toggles; returns the total number. */
    private int cut(Toggles sorted) {
        int places = 0;
        int next = 0;
        for (int slot = 0; slot < slots.length; slot++) {
            int first = next;
            while (next < count && sorted.high(next) - base >>> shift == slot) {
                next++;
            }
            int bits = Math.min(shift, Math.max(0, bitLength(next - first) - 1));
            slots[slot] = ((long) places - ((long) slot << bits)) << SHIFT_BITS | shift - bits;
            places += 1 << bits;
        }
        return places;
    }

    private static int bitLength(int number) {
        return 32 - Integer.numberOfLeadingZeros(number);
    }

    /** Returns the place of an offset from the base; the offset must be within a slot. */
    private int place(long offset) {
        long slot = slots[(int) (offset >>> shift)];
        return (int) (slot >> SHIFT_BITS) + (int) (offset >>> slot); // a shift uses only the lowest six bits
    }

    static Ipv6Set of(Toggles sorted) {
        return new Ipv6Set(sorted);
    }

    /** Returns 1 for a member, otherwise 0. */
    int parity(long highBits, long lowBits) {
        if (Long.compareUnsigned(highBits, base) < 0) {
            return 0;
        }
        long offset = highBits - base;
        if (Long.compareUnsigned(offset >>> shift, slots.length) >= 0) {
            return count & 1;
        }
        int place = place(offset);
        int from = index[place];
        int inDoubt = index[place + 1] - from;
        if (inDoubt == 0) {
            return from & 1;
        }
        long key = highBits ^ Long.MIN_VALUE;
        int rank = rank(from, inDoubt, key);
        if (rank > from && high[rank - 1] == key) {
            rank = rankByLow(from, rank, key, lowBits ^ Long.MIN_VALUE);
        }
        return rank & 1;
    }

    /** Returns the number of toggles whose first 64 bits are not above the key; {@code inDoubt} toggles are compared. */
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

    /** Returns the rank within the run of toggles with the same first 64 bits that ends before {@code to}. */
    private int rankByLow(int from, int to, long key, long lowKey) {
        int above = to; // low[above..to) is above the key; go back in repeatedly doubled steps
        int step = 1;
        while (above > from && high[above - 1] == key && low[above - 1] > lowKey) {
            int probe = above - step;
            if (probe >= from && high[probe] == key && low[probe] > lowKey) {
                above = probe;
                step <<= 1;
            } else {
                step = 1; // going back one step is safe: the loop condition has checked it
            }
        }
        return above;
    }

    private static int notAbove(long toggle, long key) {
        return toggle <= key ? 1 : 0;
    }

    /** Returns the size of the arrays in bytes, without their headers. */
    long bytes() {
        return 8L * (high.length + low.length + slots.length) + 4L * index.length;
    }
}
