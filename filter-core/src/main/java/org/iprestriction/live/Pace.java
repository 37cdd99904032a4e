package org.iprestriction.live;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.iprestriction.settings.Settings;

/** Determines when a node polls the store, and how long it waits for a response. Used by the loader. */
final class Pace {

    /** The longest pause after a failure. It is also limited by the poll interval, because otherwise a change could be missed. */
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(20);
    /** The limit for reading everything instead of only changes. */
    private static final Duration PATIENCE_FOR_ALL = Duration.ofSeconds(30);

    private final RandomGenerator jitter;

    Pace(RandomGenerator jitter) {
        this.jitter = jitter;
    }

    /** Returns how long to wait until the next poll, plus or minus a tenth, after {@code failures} failed polls. */
    Duration pause(Duration activation, int failures) {
        Duration poll = Settings.pollInterval(activation);
        Duration pause = failures == 0 ? poll
                : shorter(poll, shorter(LONGEST_RETRY, FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 10))));
        long nanos = pause.toNanos();
        return shorter(LONGEST_PAUSE, Duration.ofNanos(nanos * 9 / 10 + jitter.nextLong(nanos / 5 + 1)));
    }

    /**
     * Returns how long a response may take. The limit doubles with each abandoned poll, up to ten minutes, so that a
     * large list on a slow store can be loaded eventually.
     */
    static Duration patience(Duration activation, boolean all, int givenUp) {
        Duration twoPolls = Settings.pollInterval(activation).multipliedBy(2);
        Duration patience = all ? PATIENCE_FOR_ALL
                : twoPolls.compareTo(SHORTEST_PATIENCE) < 0 ? SHORTEST_PATIENCE : shorter(LONGEST_PATIENCE, twoPolls);
        return shorter(Duration.ofMinutes(10), patience.multipliedBy(1L << Math.min(givenUp, 10)));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
