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
 * The sign-in attempts that wait for their turn, and the number of those that have it.
 *
 * <p>Users who have signed in before have their own lane, which strangers cannot fill. In it, turns alternate between the users
 * of an address and the known devices; among strangers they alternate between addresses, and then between networks. So a source
 * of many attempts waits behind a source of few. Not thread-safe; bounded.
 */
public final class SignInQueue {
    /** The limit for strangers, and for users who have signed in before. Each waiting attempt holds a thread. */
    private static final int MOST_WAITING = 40;
    private static final int HALF_THE_PROCESSORS = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));

    /** The groups of attempts that have separate limits. */
    enum Lane {
        /** The password is the one that was last right, so the realm may have it cached. */
        REPEATED(8),
        /** The user has signed in from there, or on that device, before. */
        KNOWN(HALF_THE_PROCESSORS),
        STRANGERS(HALF_THE_PROCESSORS);

        private final int atOnce;

        Lane(int atOnce) {
            this.atOnce = atOnce;
        }
    }

    /** An attempt that waits for its turn or has it. */
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

        /** Returns the lane in which it waits or has its turn. */
        Lane lane() {
            return lane;
        }

        /** Returns whether it was removed to make room for others. */
        boolean displaced() {
            return displaced;
        }
    }

    private final List<Waiting> waiting = new ArrayList<>();
    private final int[] running = new int[Lane.values().length];

    /** Returns the greatest number of attempts that can wait or run. */
    public static int most() {
        return 2 * MOST_WAITING + Arrays.stream(Lane.values()).mapToInt(lane -> lane.atOnce).sum();
    }

    /**
     * Adds {@code newcomer} to the queue. If the queue is full, a random attempt of the sender with the most attempts is
     * removed. It is not always the newest, or somebody who shares an address with an attacker could never stay.
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

    /** Returns whether it is the turn of {@code mine}. {@code canBegin} tests which attempts could begin now. */
    boolean isNext(Waiting mine, Function<Waiting, Lane> laneOf, Predicate<Waiting> canBegin) {
        Lane lane = laneOf.apply(mine);
        return running[lane.ordinal()] < lane.atOnce && inOrder(laneOf, w -> laneOf.apply(w) == lane).stream()
                .filter(canBegin).findFirst().filter(first -> first == mine).isPresent();
    }

    /** Starts the turn of {@code mine}. */
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
     * Returns the attempts in {@code group} in the order of their turns: first by the number of earlier attempts from the same
     * sender, then by the number from the same network, then by arrival.
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

    /** Returns the sender that an attempt counts for. For strangers it is the address, whatever user names they try. */
    private static Key sender(Waiting one, Function<Waiting, Lane> laneOf) {
        return laneOf.apply(one) == Lane.STRANGERS ? one.attempt.crowd() : one.attempt.own();
    }

    private static boolean isStranger(Waiting one) {
        return one.lane == Lane.STRANGERS;
    }
}
