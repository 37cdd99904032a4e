package org.iprestriction.access;

import java.util.Arrays;

/**
 * A set of IPv4 addresses: its toggles in ascending order, after an index by their leading bits. The few toggles of one slot are
 * compared without a branch. Both are in one array, so that a small list, one of many, is near the processor as a whole.
 */
final class Ipv4Set {

    /** This many toggles are always compared together; the array is padded so that reading beyond the slot is harmless. */
    private static final int FEW = 4;
    private static final int FEWEST_INDEX_BITS = 4;
    /** An index of 256 KiB fits in the second-level cache; a larger one was slower with a million rules. */
    private static final int MOST_INDEX_BITS = 16;

    /**
     * First, for each slot and for the end, where its toggles begin. Then, from an even place on, the toggles, with the sign bit
     * flipped, so that a signed comparison orders them unsigned.
     */
    final int[] places;
    final int shift;

    private Ipv4Set(int[] places, int shift) {
        this.places = places;
        this.shift = shift;
    }

    static Ipv4Set of(Toggles sorted) {
        int count = sorted.count();
        int bits = Math.min(MOST_INDEX_BITS, Math.max(FEWEST_INDEX_BITS, 32 - Integer.numberOfLeadingZeros(count)));
        if (count <= 2 << FEWEST_INDEX_BITS) {
            bits = FEWEST_INDEX_BITS; // with two toggles a slot a small list is as fast, and takes less memory
        }
        int shift = 32 - bits;
        int slots = 1 << bits;
        int start = slots + 2; // even, so that a place tells as well as a rank whether it is odd
        int[] places = new int[start + count + FEW];
        Arrays.fill(places, start + count, places.length, Integer.MAX_VALUE);
        for (int i = 0; i < count; i++) {
            places[start + i] = (int) sorted.low(i) ^ Integer.MIN_VALUE;
            places[((int) sorted.low(i) >>> shift) + 1]++;
        }
        places[0] = start;
        for (int slot = 1; slot <= slots; slot++) {
            places[slot] += places[slot - 1];
        }
        return new Ipv4Set(places, shift);
    }

    /** Returns 1 for a member, otherwise 0. */
    int parity(int bits) {
        return parity(places, shift, bits);
    }

    /**
     * Returns 1 for a member of the set with these places, otherwise 0, without a branch unless a slot has many toggles. The branch predictor cannot
     * guess the position of an address among the toggles, and a misprediction costs more than a few unneeded
     * comparisons.
     */
    static int parity(int[] places, int shift, int bits) {
        int slot = bits >>> shift;
        int place = places[slot]; // the toggles before it are known not to be above the address
        int left = places[slot + 1] - place; // number of toggles still to be compared
        int key = bits ^ Integer.MIN_VALUE;
        while (left > FEW) {
            int half = left >>> 1;
            place = places[place + half - 1] <= key ? place + half : place;
            left -= half;
        }
        int more = notAbove(places[place], key) + notAbove(places[place + 1], key)
                + notAbove(places[place + 2], key) + notAbove(places[place + 3], key);
        return place + Math.min(more, left) & 1; // the highest address equals the padding
    }

    private static int notAbove(int toggle, int key) {
        return toggle <= key ? 1 : 0;
    }

    /** Returns the size of the array in bytes, without its header. */
    long bytes() {
        return 4L * places.length;
    }
}
