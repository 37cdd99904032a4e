package org.iprestriction.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Contenders who take turns: short batches, in another order each round, so that whatever slows the machine slows all
 * alike. Judged by the median of the ratios within a round; absolute numbers of two runs are not to be compared.
 */
final class Interleaved {

    private static final int TRIES = 2;
    private static final double UNQUIET = 1.3;

    /** Keeps the answers alive. */
    static volatile int sink;

    private final Pace pace;
    private final int rounds;
    /** The lanes by contender: one for each of its copies. */
    private final Map<String, List<Lane>> lanes = new HashMap<>();
    private final List<Lane> order = new ArrayList<>();

    /** Answers for a number of callers from a place on; answers the hits. */
    interface Batch {
        int run(String[] callers, int from, int count);
    }

    private static final class Lane {
        private final Batch batch;
        private final String[] callers;
        private final double[] nanos;
        private int at;
        private int chunk = 1;

        Lane(Batch batch, String[] callers, int rounds) {
            this.batch = batch;
            this.callers = callers;
            this.nanos = new double[rounds];
        }

        /** Runs for a time; answers nanoseconds for one decision. */
        double run(int millis) {
            long start = System.nanoTime();
            long end = start + millis * 1_000_000L;
            long now = start;
            long done = 0;
            while (now < end) {
                long before = now;
                sink += batch.run(callers, at, chunk);
                at = (at + chunk) % callers.length;
                done += chunk;
                now = System.nanoTime();
                if (now - before < 100_000 && chunk < 4096) {
                    chunk *= 2; // reading the clock must not count
                }
            }
            return (double) (now - start) / done;
        }
    }

    Interleaved(Pace pace) {
        this(pace, pace.rounds());
    }

    /** Takes more rounds than usual, where the difference looked for is small. */
    Interleaved(Pace pace, int rounds) {
        this.pace = pace;
        this.rounds = pace.isSmoke() ? pace.rounds() : rounds;
    }

    /** Repeats a run in which two copies of the same differ by more in one round than in another: it measured the machine. */
    static Interleaved quiet(Pace pace, String name, Supplier<Interleaved> measurement) {
        Interleaved run = measurement.get();
        for (int i = 1; i < TRIES && !pace.isSmoke() && run.again(name, 0.9) / run.again(name, 0.1) > UNQUIET; i++) {
            run = measurement.get();
        }
        return run;
    }

    /**
     * Adds a contender, or with the same name a further copy of it; what it takes is the mean of its copies, because the
     * compiler has more luck with one than with another.
     */
    void add(String name, Batch batch, String[] callers) {
        Lane lane = new Lane(batch, callers, rounds);
        lanes.computeIfAbsent(name, first -> new ArrayList<>()).add(lane);
        order.add(lane);
    }

    Interleaved run() {
        for (Lane lane : order) {
            lane.run(pace.warmUpMillis());
        }
        Random random = new Random(3);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (Lane lane : order) {
                lane.nanos[round] = lane.run(pace.batchMillis());
            }
        }
        return this;
    }

    private double nanos(String name, int round) {
        return lanes.get(name).stream().mapToDouble(lane -> lane.nanos[round]).average().orElseThrow();
    }

    /** Answers the median of the nanoseconds. */
    double nanos(String name) {
        return quantile(0.5, round -> nanos(name, round));
    }

    /** Answers the median, or another quantile, of one contender's time divided by another's in the same round. */
    double ratio(String name, String to, double quantile) {
        return quantile(quantile, round -> nanos(name, round) / nanos(to, round));
    }

    /** Answers the same of the second copy of a contender and the first. */
    double again(String name, double quantile) {
        List<Lane> copies = lanes.get(name);
        return quantile(quantile, round -> copies.get(1).nanos[round] / copies.get(0).nanos[round]);
    }

    private double quantile(double quantile, IntToDoubleFunction ofRound) {
        return quantile(IntStream.range(0, rounds).mapToDouble(ofRound).toArray(), quantile);
    }

    double ratio(String name, String to) {
        return ratio(name, to, 0.5);
    }

    static double quantile(double[] values, double quantile) {
        Arrays.sort(values);
        return values[(int) Math.round(quantile * (values.length - 1))];
    }
}
