package org.iprestriction.benchmarks;

/**
 * How long and how much is measured.
 *
 * @param sizes the sizes of the lists
 * @param most the largest list for contenders that walk their rules
 * @param callers how many different callers come
 * @param warmUpMillis how long each contender of the interleaved runs is warmed up
 * @param batchMillis how long it runs at a time
 * @param rounds how often its turn comes
 * @param iterationMillis how long an iteration of JMH takes
 * @param forks how many processes JMH starts for each number; 0 to stay in this one
 */
record Pace(int[] sizes, int most, int callers, int warmUpMillis, int batchMillis, int rounds, int iterationMillis, int forks) {

    static final Pace FULL = new Pace(new int[] {10, 100, 1_000, 10_000, 100_000, 1_000_000}, 10_000, 1 << 20,
            1_500, 25, 25, 200, 1);
    /** Proves that everything runs; its numbers mean nothing. */
    static final Pace SMOKE = new Pace(new int[] {10, 1_000}, 1_000, 1 << 12, 20, 1, 3, 5, 0);

    boolean isSmoke() {
        return forks == 0;
    }

    int largest() {
        return sizes[sizes.length - 1];
    }
}
