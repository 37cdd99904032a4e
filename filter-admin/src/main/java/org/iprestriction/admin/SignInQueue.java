package org.iprestriction.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The attempts to sign in that wait for their turn, and how many have it.
 *
 * <p>Whoever was here before has a lane of their own, which strangers cannot fill. Within a lane the addresses take turns,
 * and then the networks, so that one that sends many waits behind one that sends few. Not thread-safe; bounded.
 */
final class SignInQueue {
    private static final int MOST_WAITING = 64;
    private static final int HALF_THE_PROCESSORS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** Who an attempt may run beside. */
    enum Lane {
        /** The password is the one that was right the last time; a realm may know it again at once. */
        REPEATED(8),
        /** The user signed in from there, or on that device, before. */
        KNOWN(HALF_THE_PROCESSORS),
        STRANGERS(HALF_THE_PROCESSORS);

        private final int atOnce;

        Lane(int atOnce) {
            this.atOnce = atOnce;
        }
    }

    /** An attempt that waits for its turn, or has it. */
    static final class Waiting {
        private final Attempt attempt;
        private Lane lane;
        private boolean displaced;

        Waiting(Attempt attempt) {
            this.attempt = attempt;
        }

        Attempt attempt() {
            return attempt;
        }

        /** The lane it waits in or has its turn in. */
        Lane lane() {
            return lane;
        }

        /** Whether it had to make room for others. */
        boolean displaced() {
            return displaced;
        }
    }

    private final List<Waiting> waiting = new ArrayList<>();
    private final int[] running = new int[Lane.values().length];

    /** Lets {@code newcomer} wait. Where all places are taken, the one that comes last must go. */
    void add(Waiting newcomer, Lane lane) {
        newcomer.lane = lane;
        waiting.add(newcomer);
        List<Waiting> beside = waiting.stream().filter(w -> isStranger(w) == isStranger(newcomer)).toList();
        if (beside.size() > MOST_WAITING) {
            Waiting last = newcomer;
            for (Waiting other : beside) {
                if (rank(other, beside) > rank(last, beside)) {
                    last = other;
                }
            }
            last.displaced = true;
            waiting.remove(last);
        }
    }

    /** Returns whether it is the turn of {@code mine}, which could begin; {@code canBegin} says who else could. */
    boolean isNext(Waiting mine, Function<Waiting, Lane> laneOf, Predicate<Waiting> canBegin) {
        Lane lane = laneOf.apply(mine);
        if (mine.displaced || running[lane.ordinal()] >= lane.atOnce) {
            return false;
        }
        int first = rank(mine, waiting) + 1;
        for (Waiting other : waiting) {
            if (other == mine) {
                first--; // an equal rank comes later from here on
            } else if (laneOf.apply(other) == lane && rank(other, waiting) < first && canBegin.test(other)) {
                return false;
            }
        }
        return true;
    }

    /** Gives {@code mine} its turn. */
    void start(Waiting mine, Lane lane) {
        mine.lane = lane;
        running[lane.ordinal()]++;
    }

    void end(Waiting turn) {
        running[turn.lane.ordinal()]--;
    }

    void remove(Waiting mine) {
        waiting.remove(mine);
    }

    /** Returns what decides between attempts: how many earlier ones are from the same address, then from its network. */
    private static int rank(Waiting one, List<Waiting> all) {
        int rank = 0;
        for (Waiting other : all) {
            if (other == one) {
                return rank;
            }
            if (other.attempt.crowd().equals(one.attempt.crowd())) {
                rank += MOST_WAITING;
            }
            if (other.attempt.network().equals(one.attempt.network())) {
                rank++;
            }
        }
        return rank;
    }

    private static boolean isStranger(Waiting one) {
        return one.lane == Lane.STRANGERS;
    }
}
