package org.iprestriction.entry;

import java.time.Duration;

/** The words for how long. */
public final class Durations {

    private Durations() {
    }

    /**
     * Returns a duration in words, rounded up to the second.
     *
     * @param duration not negative
     * @return such as {@code 5 minutes}
     */
    public static String words(Duration duration) {
        long s = -Math.floorDiv(-duration.toMillis(), 1000L);
        if (s % 3600 == 0) {
            return plural(s / 3600, "hour");
        }
        return s % 60 == 0 ? plural(s / 60, "minute") : plural(s, "second");
    }

    private static String plural(long n, String unit) {
        return n + " " + unit + (n == 1 ? "" : "s");
    }
}
