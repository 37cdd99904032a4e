package org.iprestriction.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Contenders who take turns: short batches, in another order each round, so that whatever slows the machine slows all
 * alike. Judged by the median of the ratios within a round; absolute numbers of two runs are not to be compared.
 */
final class Interleaved {

    private static final int TRIES = 3;
    private static final double UNQUIET = 1.3;

    /** Keeps the answers alive. */
    static volatile int sink;

    private final Pace pace;
    private final int rounds;
    private final Map<String, Lane> lanes = new HashMap<>();
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

    /** Repeats a run in which two copies of the same differ too much from each other: then the machine was measured. */
    static Interleaved quiet(Pace pace, String one, String again, Supplier<Interleaved> measurement) {
        Interleaved run = measurement.get();
        for (int i = 1; i < TRIES && !pace.isSmoke() && run.ratio(again, one, 0.9) / run.ratio(again, one, 0.1) > UNQUIET; i++) {
            run = measurement.get();
        }
        return run;
    }

    void add(String name, Batch batch, String[] callers) {
        Lane lane = new Lane(batch, callers, rounds);
        lanes.put(name, lane);
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

    /** Answers the median of the nanoseconds. */
    double nanos(String name) {
        return quantile(lanes.get(name).nanos.clone(), 0.5);
    }

    /** Answers the median, or another quantile, of one lane's time divided by another's in the same round. */
    double ratio(String name, String to, double quantile) {
        double[] ratios = new double[rounds];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = lanes.get(name).nanos[round] / lanes.get(to).nanos[round];
        }
        return quantile(ratios, quantile);
    }

    double ratio(String name, String to) {
        return ratio(name, to, 0.5);
    }

    static double quantile(double[] values, double quantile) {
        Arrays.sort(values);
        return values[(int) Math.round(quantile * (values.length - 1))];
    }
}
