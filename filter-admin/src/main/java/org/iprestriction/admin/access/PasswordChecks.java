package org.iprestriction.admin.access;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.iprestriction.admin.access.PasswordAttempt.Key;
import org.iprestriction.admin.access.SignInQueue.Lane;
import org.iprestriction.admin.access.SignInQueue.Waiting;

/**
 * Decides when a password is checked. Wrong passwords slow down further checks; nobody is refused because of earlier guesses.
 * After too many guesses an attempt waits for at most {@link #PATIENCE}, and then fails with the message that the server is
 * busy. It fails at once if too many attempts wait, some of them for the same user from the same address.
 *
 * <p>Only wrong passwords are counted: for each user from an address or on a known device, and for each address, leaving out
 * users who have signed in from it before. Few checks run at once, because each uses a processor for a while. Thread-safe.
 */
public final class PasswordChecks {
    public static final String RETRY_SECONDS = "5";
    /** A little more than the longest delay between two guesses. */
    static final Duration PATIENCE = WrongGuesses.LONGEST_PAUSE.plusSeconds(4);
    private static final int FREE_OF_A_USER = 5;
    private static final int FREE_OF_AN_ADDRESS = 30;
    private static final int MOST_KNOWN = 10_000;
    private static final int MOST_WRONG = 1_000;
    /** Short, because a password that was wrong may become right. */
    private static final long WRONG_FOR = Duration.ofSeconds(2).toNanos();

    /** Waits on a monitor for at most the given number of nanoseconds. */
    public interface Pause {
        void on(Object monitor, long nanos) throws InterruptedException;
    }

    /** The check of a password by the realm. */
    public interface Check<T, E extends Exception> {
        /** Returns the user, or null if the password is wrong. */
        T run() throws E;
    }

    private final LongSupplier nanoTime;
    private final Pause pause;
    private final WrongGuesses ofUser = new WrongGuesses(FREE_OF_A_USER);
    private final WrongGuesses ofAddress = new WrongGuesses(FREE_OF_AN_ADDRESS);
    private final SignInQueue queue = new SignInQueue();
    /** The last right password of each user who has signed in before. */
    private final Map<Key, Key> right = new RecentlyUsed<>(MOST_KNOWN);
    /** When each wrong password was checked. */
    private final Map<Key, Long> wrong = new RecentlyUsed<>(MOST_WRONG);

    public PasswordChecks(LongSupplier nanoTime, Pause pause) {
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /**
     * Waits until it is the turn of {@code attempt}, runs {@code check} and returns its result. A password that was wrong a
     * moment ago is treated as wrong without a check, so a program that repeats an old password does not delay anybody.
     *
     * @throws BusyException if it was not its turn in time; the password was then not checked
     */
    public <T, E extends Exception> T run(PasswordAttempt attempt, Check<T, E> check) throws BusyException, E {
        Waiting turn = await(attempt);
        if (turn == null) {
            return null;
        }
        T result = null;
        boolean answered = false;
        try {
            result = check.run();
            answered = true;
            return result;
        } finally {
            end(turn, answered, result != null);
        }
    }

    /** Returns the turn of {@code attempt}, or null if its password is known to be wrong. */
    private synchronized Waiting await(PasswordAttempt attempt) throws BusyException {
        Waiting mine = new Waiting(attempt);
        long deadline = nanoTime.getAsLong() + PATIENCE.toNanos();
        queue.add(mine, lane(mine));
        notifyAll(); // an attempt may have been displaced
        try {
            while (true) {
                long now = nanoTime.getAsLong();
                if (wasWrong(attempt, now)) {
                    return null;
                }
                long delay = delay(mine, now);
                if (delay == 0 && queue.isNext(mine, this::lane, w -> delay(w, now) == 0)) {
                    begin(mine, now);
                    return mine;
                }
                long left = deadline - now;
                if (left <= 0 || delay > left || mine.displaced()) {
                    throw new BusyException();
                }
                pause.on(this, delay > 0 ? delay : left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        } finally {
            queue.remove(mine);
            notifyAll();
        }
    }

    private Lane lane(Waiting waiting) {
        PasswordAttempt attempt = waiting.attempt();
        if (attempt.password().equals(right.get(attempt.own()))) {
            return Lane.REPEATED;
        }
        return attempt.device() || right.containsKey(attempt.own()) ? Lane.KNOWN : Lane.STRANGERS;
    }

    /**
     * Returns how long earlier guesses delay this attempt, or {@link Long#MIN_VALUE} if it must wait for a check in progress.
     * The delay is the same for right and wrong passwords; otherwise it would reveal which password is right.
     */
    private long delay(Waiting waiting, long now) {
        long delay = ofUser.delay(waiting.attempt().own(), now);
        return lane(waiting) == Lane.STRANGERS ? combined(delay, ofAddress.delay(waiting.attempt().crowd(), now)) : delay;
    }

    private static long combined(long a, long b) {
        return a < 0 || b < 0 ? Long.MIN_VALUE : Math.max(a, b);
    }

    private boolean wasWrong(PasswordAttempt attempt, long now) {
        Long checked = wrong.get(attempt.password());
        return checked != null && now - checked < WRONG_FOR;
    }

    private void begin(Waiting mine, long now) {
        Lane lane = lane(mine);
        queue.start(mine, lane);
        ofUser.begin(mine.attempt().own(), now);
        if (lane == Lane.STRANGERS) {
            ofAddress.begin(mine.attempt().crowd(), now);
        }
    }

    private synchronized void end(Waiting turn, boolean answered, boolean wasRight) {
        long now = nanoTime.getAsLong();
        PasswordAttempt attempt = turn.attempt();
        boolean guess = ofUser.end(attempt.own(), answered && !wasRight ? attempt.password() : null, now);
        if (turn.lane() == Lane.STRANGERS) {
            ofAddress.end(attempt.crowd(), guess ? attempt.password() : null, now);
        }
        if (answered && !wasRight) {
            wrong.put(attempt.password(), now);
        }
        if (wasRight) {
            right.put(attempt.own(), attempt.password());
        } else if (answered && turn.lane() == Lane.REPEATED) {
            right.remove(attempt.own()); // the password was changed
        }
        queue.end(turn);
        notifyAll();
    }
}
