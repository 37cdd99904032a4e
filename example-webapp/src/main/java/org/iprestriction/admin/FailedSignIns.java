package org.iprestriction.admin;

import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.iprestriction.address.IpAddress;

/**
 * Slows down guessing of passwords: after 5 failed sign-ins of a user from an address, or 30 of any users from that address,
 * further ones wait until 5 minutes after the first. Thread-safe.
 *
 * <p>Counted by user <em>and</em> address, so that a stranger cannot lock the administrator out. An attempt counts as failed
 * from its beginning, so that many at the same time gain nothing.
 */
final class FailedSignIns {
    private static final int MOST_OF_A_USER = 5;
    private static final int MOST_OF_AN_ADDRESS = 30;
    private static final long WINDOW = Duration.ofMinutes(5).toNanos();
    private static final int MOST_KEYS = 10_000;

    /** The failures of one key since {@code startedAt}, in nanoseconds of the clock. */
    private record Count(long startedAt, int failures) {}

    private final LongSupplier nanoTime;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST_KEYS;
        }
    };

    FailedSignIns(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The one of this application: sign-in page and API count together. */
    static FailedSignIns of(ServletContext context) {
        return Shared.in(context, FailedSignIns.class, () -> new FailedSignIns(System::nanoTime));
    }

    /** Answers whom an attempt counts against: an address, or the /64 of an IPv6 caller, who has as many addresses as he likes. */
    static String origin(IpAddress caller) {
        return caller == null ? "unidentified" : caller.isIpv4() ? caller.toString()
                : IpAddress.ofIpv6(caller.high(), 0) + "/64";
    }

    /** Before the password is checked. Returns zero when it may be, or how long this caller has to wait. */
    synchronized Duration begin(String user, String address) {
        long now = nanoTime.getAsLong();
        Duration wait = max(wait(pair(user, address), MOST_OF_A_USER, now), wait(address, MOST_OF_AN_ADDRESS, now));
        if (wait.isZero()) {
            add(pair(user, address), now);
            add(address, now);
        }
        return wait;
    }

    /** After the password was right: the attempt no longer counts, and the user's failures from there are forgotten. */
    synchronized void succeeded(String user, String address) {
        counts.remove(pair(user, address));
        counts.computeIfPresent(address, (key, count) ->
                count.failures() <= 1 ? null : new Count(count.startedAt(), count.failures() - 1));
    }

    private Duration wait(String key, int most, long now) {
        Count count = counts.get(key);
        if (count == null) {
            return Duration.ZERO;
        }
        long passed = now - count.startedAt();
        if (passed >= WINDOW) {
            counts.remove(key);
            return Duration.ZERO;
        }
        return count.failures() < most ? Duration.ZERO : Duration.ofNanos(WINDOW - passed);
    }

    private void add(String key, long now) {
        Count count = counts.get(key);
        counts.put(key, count == null ? new Count(now, 1) : new Count(count.startedAt(), count.failures() + 1));
    }

    private static String pair(String user, String address) {
        return address + " " + user.toLowerCase(Locale.ROOT);
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
