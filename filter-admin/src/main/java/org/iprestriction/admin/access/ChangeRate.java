package org.iprestriction.admin.access;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The limit on the changes of each user: at most 60 in any minute, counted over the pages and the JSON API together.
 * Thread-safe.
 *
 * <p>Only signed-in users are counted, so the table is no larger than the number of users in the realm. It is bounded
 * nevertheless.
 */
public final class ChangeRate {
    private static final int MOST = 60;
    private static final long WINDOW = Duration.ofMinutes(1).toNanos();
    private static final int MOST_USERS = 1_000;

    private final LongSupplier nanoTime;
    private final Map<String, Deque<Long>> changes = new RecentlyUsed<>(MOST_USERS);

    public ChangeRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Counts one change by {@code user} and returns zero; or counts nothing and returns how long they must wait. */
    public synchronized Duration take(String user) {
        long now = nanoTime.getAsLong();
        Deque<Long> times = changes.computeIfAbsent(user.toLowerCase(Locale.ROOT), name -> new ArrayDeque<>());
        while (!times.isEmpty() && now - times.peekFirst() >= WINDOW) {
            times.removeFirst();
        }
        if (times.size() >= MOST) {
            return Duration.ofNanos(WINDOW - (now - times.peekFirst()));
        }
        times.addLast(now);
        return Duration.ZERO;
    }

    /** Returns the message for the user, such as "Too many changes in a short time. Try again in 20 seconds." */
    public static String sentence(Duration wait) {
        long seconds = seconds(wait);
        return "Too many changes in a short time. Try again in " + seconds + (seconds == 1 ? " second." : " seconds.");
    }

    /** Returns the wait in whole seconds, rounded up, for {@code Retry-After}. */
    public static long seconds(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
