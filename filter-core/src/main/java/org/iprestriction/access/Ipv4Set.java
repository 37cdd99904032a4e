package org.iprestriction.access;

/**
 * A set of IPv4 addresses: its toggles in one sorted array, and an index by their leading bits. The few toggles of one
 * slot are compared without a branch.
 */
final class Ipv4Set {

    /** This many toggles are always compared together; the array is padded so that reading beyond the slot is harmless. */
    private static final int FEW = 4;
    private static final int FEWEST_INDEX_BITS = 4;
    /** An index of 256 KiB fits in the second-level cache; a larger one was slower with a million rules. */
    private static final int MOST_INDEX_BITS = 16;

    /** Ascending with the sign bit flipped, so that a signed comparison orders them unsigned. */
    private final int[] toggles;
    /** The number of toggles below the start of each slot, and in total. */
    private final int[] index;
    private final int shift;

    private Ipv4Set(int[] toggles, int[] index, int shift) {
        this.toggles = toggles;
        this.index = index;
        this.shift = shift;
    }

    static Ipv4Set of(Toggles sorted) {
        int count = sorted.count();
        int[] toggles = new int[count + FEW];
        java.util.Arrays.fill(toggles, count, count + FEW, Integer.MAX_VALUE);
        int bits = Math.min(MOST_INDEX_BITS, Math.max(FEWEST_INDEX_BITS, 32 - Integer.numberOfLeadingZeros(count)));
        int shift = 32 - bits;
        int[] index = new int[(1 << bits) + 1];
        for (int i = 0; i < count; i++) {
            toggles[i] = (int) sorted.low(i) ^ Integer.MIN_VALUE;
            index[((int) sorted.low(i) >>> shift) + 1]++;
        }
        for (int slot = 1; slot < index.length; slot++) {
            index[slot] += index[slot - 1];
        }
        return new Ipv4Set(toggles, index, shift);
    }

    /**
     * Returns 1 for a member, otherwise 0, without a branch unless a slot has many toggles. The branch predictor cannot
     * guess the position of an address among the toggles, and a misprediction costs more than a few unneeded
     * comparisons.
     */
    int parity(int bits) {
        int slot = bits >>> shift;
        int rank = index[slot]; // number of toggles known not to be above the address
        int left = index[slot + 1] - rank; // number of toggles still to be compared
        int key = bits ^ Integer.MIN_VALUE;
        int[] sorted = toggles;
        while (left > FEW) {
            int half = left >>> 1;
            rank = sorted[rank + half - 1] <= key ? rank + half : rank;
            left -= half;
        }
        int more = notAbove(sorted[rank], key) + notAbove(sorted[rank + 1], key)
                + notAbove(sorted[rank + 2], key) + notAbove(sorted[rank + 3], key);
        return rank + Math.min(more, left) & 1; // the highest address equals the padding
    }

    private static int notAbove(int toggle, int key) {
        return toggle <= key ? 1 : 0;
    }

    /** Returns the size of the arrays in bytes, without their headers. */
    long bytes() {
        return 4L * (toggles.length + index.length);
    }
}
