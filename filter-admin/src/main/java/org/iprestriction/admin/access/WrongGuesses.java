package org.iprestriction.admin.access;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.iprestriction.admin.access.PasswordAttempt.Key;

/**
 * The wrong passwords of the last minutes by key, and when the next password of a key may be checked.
 *
 * <p>The first {@code free} guesses of a key cause no delay. After each further guess the next check is delayed by one second,
 * then two, four and at most eight. A key is forgotten five minutes after its last wrong guess. Checks in progress count as
 * guesses, so sending many at once gains nothing. Not thread-safe; bounded.
 */
final class WrongGuesses {
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long FORGOTTEN = Duration.ofMinutes(5).toNanos();
    private static final int MOST_KEYS = 10_000;
    private static final int REMEMBERED = 4;

    /** The count of one key. {@code recent} are the last wrong passwords; repeating one of them does not count as a guess. */
    private static final class Count {
        private final Key[] recent = new Key[REMEMBERED];
        private int wrong;
        private int underWay;
        private long last;
    }

    private final int free;
    private final Map<Key, Count> counts = new RecentlyUsed<>(MOST_KEYS);

    WrongGuesses(int free) {
        this.free = free;
    }

    /**
     * Returns how many nanoseconds after {@code now} a check may begin, or a negative number if a check in progress must end
     * first.
     */
    long delay(Key key, long now) {
        Count count = counts.get(key);
        if (count == null || count.underWay == 0 && now - count.last >= FORGOTTEN) {
            return 0;
        }
        if (count.wrong + count.underWay < free) {
            return 0;
        }
        if (count.underWay > 0) {
            return -1;
        }
        return Math.max(0, count.last + pause(count.wrong - free) - now);
    }

    /** Records that a check begins. */
    void begin(Key key, long now) {
        Count count = counts.computeIfAbsent(key, k -> new Count());
        if (count.underWay == 0 && now - count.last >= FORGOTTEN) {
            count.wrong = 0;
            Arrays.fill(count.recent, null);
        }
        count.underWay++;
    }

    /** Records that a check has ended. {@code wrong} is the wrong password, or null. Returns whether it was a new guess. */
    boolean end(Key key, Key wrong, long now) {
        Count count = counts.computeIfAbsent(key, k -> new Count());
        count.underWay = Math.max(0, count.underWay - 1);
        boolean guess = wrong != null && !knows(count, wrong);
        if (guess) {
            count.recent[count.wrong % REMEMBERED] = wrong;
            count.wrong++;
            count.last = now;
        } else if (count.wrong == 0 && count.underWay == 0) {
            counts.remove(key);
        }
        return guess;
    }

    private static boolean knows(Count count, Key wrong) {
        for (Key known : count.recent) {
            if (wrong.equals(known)) {
                return true;
            }
        }
        return false;
    }

    private static long pause(int more) {
        return more >= 3 ? LONGEST_PAUSE.toNanos() : SECOND << more;
    }
}
