package org.iprestriction.admin.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import org.iprestriction.admin.access.PasswordAttempt.Key;

/**
 * The attempts to sign in that wait for their turn, and how many have it.
 *
 * <p>Whoever was here before has a lane of their own, which strangers cannot fill. There the users of an address and the known
 * devices take turns, among strangers the addresses, and then the networks, so that one that sends many waits behind one that
 * sends few. Not thread-safe; bounded.
 */
public final class SignInQueue {
    /** Of strangers, and of those who were here before; each holds a thread. */
    private static final int MOST_WAITING = 40;
    private static final int HALF_THE_PROCESSORS = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));

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
        private final PasswordAttempt attempt;
        private Lane lane;
        private boolean displaced;

        Waiting(PasswordAttempt attempt) {
            this.attempt = attempt;
        }

        PasswordAttempt attempt() {
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

    /** Returns how many attempts wait or run at the most. */
    public static int most() {
        return 2 * MOST_WAITING + Arrays.stream(Lane.values()).mapToInt(lane -> lane.atOnce).sum();
    }

    /**
     * Lets {@code newcomer} wait. Where all places are taken, one of those who have most of them must go: any of theirs, or
     * somebody who shares an address with a guesser could never stay.
     */
    void add(Waiting newcomer, Lane lane) {
        newcomer.lane = lane;
        waiting.add(newcomer);
        List<Waiting> beside = inOrder(Waiting::lane, w -> isStranger(w) == isStranger(newcomer));
        if (beside.size() > MOST_WAITING) {
            Key most = sender(beside.get(beside.size() - 1), Waiting::lane);
            List<Waiting> theirs = beside.stream().filter(w -> sender(w, Waiting::lane).equals(most)).toList();
            Waiting last = theirs.get(ThreadLocalRandom.current().nextInt(theirs.size()));
            last.displaced = true;
            waiting.remove(last);
        }
    }

    /** Returns whether it is the turn of {@code mine}; {@code canBegin} says who could begin. */
    boolean isNext(Waiting mine, Function<Waiting, Lane> laneOf, Predicate<Waiting> canBegin) {
        Lane lane = laneOf.apply(mine);
        return running[lane.ordinal()] < lane.atOnce && inOrder(laneOf, w -> laneOf.apply(w) == lane).stream()
                .filter(canBegin).findFirst().filter(first -> first == mine).isPresent();
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

    /**
     * Returns those of {@code group} in the order of their turns: by how many earlier ones are of the same sender, then by how
     * many are from the same network, then as they came.
     */
    private List<Waiting> inOrder(Function<Waiting, Lane> laneOf, Predicate<Waiting> group) {
        record Rank(Waiting of, int bySender, int byNetwork) { }
        Map<Key, Integer> earlier = new HashMap<>();
        return waiting.stream().filter(group)
                .map(w -> new Rank(w, earlier.merge(sender(w, laneOf), 1, Integer::sum),
                        earlier.merge(w.attempt.network(), 1, Integer::sum)))
                .sorted(Comparator.comparingInt(Rank::bySender).thenComparingInt(Rank::byNetwork))
                .map(Rank::of).toList();
    }

    /** Returns whom an attempt counts as: a stranger is their address, whatever names they try. */
    private static Key sender(Waiting one, Function<Waiting, Lane> laneOf) {
        return laneOf.apply(one) == Lane.STRANGERS ? one.attempt.crowd() : one.attempt.own();
    }

    private static boolean isStranger(Waiting one) {
        return one.lane == Lane.STRANGERS;
    }
}
