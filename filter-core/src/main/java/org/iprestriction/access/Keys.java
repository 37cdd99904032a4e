package org.iprestriction.access;

/**
 * Unsigned 128-bit numbers in two parallel arrays, sorted byte by byte from the lowest (LSD radix sort), so that a
 * million of them cost no object and a byte in which all are alike costs no pass.
 */
final class Keys {

    private long[] high;
    private long[] low;
    private int count;
    private int next;

    Keys(int capacity) {
        high = new long[capacity];
        low = new long[capacity];
    }

    void add(long highBits, long lowBits) {
        high[count] = highBits;
        low[count++] = lowBits;
    }

    Keys sort() {
        low = sortBy(low, high, true);
        high = sortBy(high, low, false);
        return this;
    }

    /** Sorts both arrays by one of them; answers that one and stores the other. */
    private long[] sortBy(long[] keys, long[] others, boolean keysAreLow) {
        long varying = 0;
        for (int i = 1; i < count; i++) {
            varying |= keys[i] ^ keys[0];
        }
        long[] spareKeys = varying == 0 ? null : new long[count];
        long[] spareOthers = varying == 0 ? null : new long[count];
        for (int shift = 0; shift < 64; shift += 8) {
            if ((varying >>> shift & 0xff) != 0) {
                pass(keys, others, spareKeys, spareOthers, shift);
                long[] swap = keys;
                keys = spareKeys;
                spareKeys = swap;
                swap = others;
                others = spareOthers;
                spareOthers = swap;
            }
        }
        if (keysAreLow) {
            high = others;
        } else {
            low = others;
        }
        return keys;
    }

    private void pass(long[] keys, long[] others, long[] toKeys, long[] toOthers, int shift) {
        int[] starts = new int[257];
        for (int i = 0; i < count; i++) {
            starts[(int) (keys[i] >>> shift & 0xff) + 1]++;
        }
        for (int i = 1; i < 257; i++) {
            starts[i] += starts[i - 1];
        }
        for (int i = 0; i < count; i++) {
            int place = starts[(int) (keys[i] >>> shift & 0xff)]++;
            toKeys[place] = keys[i];
            toOthers[place] = others[i];
        }
    }

    /* A cursor over the sorted keys. */

    boolean hasNext() {
        return next < count;
    }

    long nextHigh() {
        return high[next];
    }

    long nextLow() {
        return low[next];
    }

    /** Steps over all keys equal to one and answers how many there were. */
    int skip(long highBits, long lowBits) {
        int from = next;
        while (next < count && high[next] == highBits && low[next] == lowBits) {
            next++;
        }
        return next - from;
    }
}
