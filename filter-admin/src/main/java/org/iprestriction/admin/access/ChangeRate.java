package org.iprestriction.admin.access;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.iprestriction.admin.http.RecentlyUsed;

/**
 * How many changes each user may make: at most 60 in any minute, over pages and JSON API together. Thread-safe.
 *
 * <p>Users are signed in before they are counted here, so the table is as small as the realm; it is bounded nevertheless.
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

    /** Counts one change of {@code user}. Returns zero, or how long they have to wait; then nothing was counted. */
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

    /** "Too many changes in a short time. Try again in 20 seconds." */
    public static String sentence(Duration wait) {
        long seconds = seconds(wait);
        return "Too many changes in a short time. Try again in " + seconds + (seconds == 1 ? " second." : " seconds.");
    }

    /** Whole seconds, rounded up: what {@code Retry-After} holds. */
    public static long seconds(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
