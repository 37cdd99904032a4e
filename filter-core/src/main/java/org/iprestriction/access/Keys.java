package org.iprestriction.access;

import java.util.Arrays;

/**
 * Unsigned 128-bit numbers in two parallel arrays, so that a million of them need no objects. They are sorted by their
 * high halves, or by their low halves if all high halves are equal, with an LSD radix sort that skips bytes in which
 * all numbers agree. Few networks have the same high half; those that do are then sorted by the low half.
 */
final class Keys {

    private long[] high = new long[16];
    private long[] low = new long[16];
    private int count;
    private int next;

    void add(long highBits, long lowBits) {
        if (count == high.length) {
            high = Arrays.copyOf(high, count * 2);
            low = Arrays.copyOf(low, count * 2);
        }
        high[count] = highBits;
        low[count++] = lowBits;
    }

    Keys sort() {
        long highVaries = varying(high);
        if (highVaries == 0) {
            low = sort(low, varying(low), null)[0];
            return this;
        }
        long[][] sorted = sort(high, highVaries, low);
        high = sorted[0];
        low = sorted[1];
        int from = 0;
        for (int to = 1; to <= count; to++) {
            if (to == count || high[to] != high[from]) {
                sortLow(from, to);
                from = to;
            }
        }
        return this;
    }

    /** Sorts keys with the same high half. */
    private void sortLow(int from, int to) {
        if (to - from > 1) {
            flipSigns(from, to);
            Arrays.sort(low, from, to);
            flipSigns(from, to);
        }
    }

    private void flipSigns(int from, int to) {
        for (int i = from; i < to; i++) {
            low[i] ^= Long.MIN_VALUE;
        }
    }

    /** Returns the bits in which the numbers differ. */
    private long varying(long[] numbers) {
        long varying = 0;
        for (int i = 1; i < count; i++) {
            varying |= numbers[i] ^ numbers[0];
        }
        return varying;
    }

    /** Returns the numbers in order, and the others, which may be null, rearranged in the same way. */
    private long[][] sort(long[] numbers, long varying, long[] others) {
        long[][] now = {numbers, others};
        long[][] then = {new long[count], others == null ? null : new long[count]};
        for (int shift = 0; shift < 64; shift += 8) {
            if ((varying >>> shift & 0xff) != 0) {
                pass(now[0], now[1], then[0], then[1], shift);
                long[][] swap = now;
                now = then;
                then = swap;
            }
        }
        return now;
    }

    private void pass(long[] numbers, long[] others, long[] toNumbers, long[] toOthers, int shift) {
        int[] starts = new int[257];
        for (int i = 0; i < count; i++) {
            starts[(int) (numbers[i] >>> shift & 0xff) + 1]++;
        }
        for (int i = 1; i < 257; i++) {
            starts[i] += starts[i - 1];
        }
        for (int i = 0; i < count; i++) {
            int place = starts[(int) (numbers[i] >>> shift & 0xff)]++;
            toNumbers[place] = numbers[i];
            if (others != null) {
                toOthers[place] = others[i];
            }
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

    /** Skips all keys equal to the given one and returns their number. */
    int skip(long highBits, long lowBits) {
        int from = next;
        while (next < count && high[next] == highBits && low[next] == lowBits) {
            next++;
        }
        return next - from;
    }
}
