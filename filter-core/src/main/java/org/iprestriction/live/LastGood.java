package org.iprestriction.live;

import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The last good lists in the snapshot file: written after polls, and put in force if the store does not answer after a restart.
 * Used by the loader.
 */
final class LastGood {

    private static final Logger LOG = System.getLogger(LastGood.class.getName());
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final SnapshotFile file;
    private final LiveLists lists;
    private final StoreClock clock;
    private final NodeIdentity node;
    private final Duration maxStaleness;
    private final LongSupplier nanoTime;
    private long writtenAt = Long.MIN_VALUE;
    /** The snapshot whose lists are in force; null if there is none. */
    private volatile SnapshotText.Content inUse;

    LastGood(SnapshotFile file, LiveLists lists, StoreClock clock, NodeIdentity node, Duration maxStaleness, LongSupplier nanoTime) {
        this.file = file;
        this.lists = lists;
        this.clock = clock;
        this.node = node;
        this.maxStaleness = maxStaleness;
        this.nanoTime = nanoTime;
    }

    /** Returns why the file cannot be written, or null. */
    Problem problem() {
        return file.problem();
    }

    /** Returns one sentence if the lists come from the file, otherwise null. */
    String note() {
        SnapshotText.Content content = inUse;
        return content == null ? null
                : "The lists come from the snapshot file of " + Instant.ofEpochMilli(content.now()).truncatedTo(ChronoUnit.SECONDS) + ".";
    }

    /** Notes that the store has answered: its lists replace those of the file. */
    void replacedBy(Changes.Position position) {
        SnapshotText.Content content = inUse;
        inUse = null;
        if (content != null && !content.position().store().equals(position.store())) {
            LOG.log(Level.WARNING, "The lists of the snapshot file were those of another store than the one that answers now."
                    + " They were applied until now.");
        }
    }

    /** Writes the file at the next call of {@link #write}, because there is news. */
    void isOutdated() {
        writtenAt = Long.MIN_VALUE;
    }

    /** Writes the file if there is news, and every minute, so that its age is known. */
    void write(Changes.Position known, Duration activation) {
        long now = nanoTime.getAsLong();
        List<LiveList> loaded = lists.all().stream().filter(list -> list.plan() != null).toList();
        boolean due = writtenAt == Long.MIN_VALUE || now - writtenAt > PAUSE_NANOS;
        // if no filter has named a list yet, an empty file would replace the lists of the last run
        if (!file.isWanted() || !due || loaded.isEmpty()) {
            return;
        }
        writtenAt = now;
        SnapshotText text = new SnapshotText(file.origin(), known, clock.millis(), activation);
        for (LiveList list : loaded) { // one that was never loaded must not count as an empty list after a restart
            text.list(list.name(), clock.millis() - (now - list.refreshedAt()) / 1_000_000);
            list.plan().rules().forEach(text::rule);
        }
        file.write(text);
    }

    /**
     * Puts the lists of the file in force that were never loaded.
     *
     * @return the content of the file; null if nothing is taken from it
     */
    SnapshotText.Content start(Attempt attempt) {
        List<LiveList> missing = lists.all().stream().filter(list -> list.plan() == null).toList();
        if (missing.isEmpty()) {
            return null;
        }
        attempt.waits(nanoTime.getAsLong()); // reading a file may hang too
        SnapshotText.Content content = file.read().orElse(null);
        if (!attempt.goesOn() || content == null) {
            return null;
        }
        if (!clock.isSet()) { // no other clock is available
            clock.guess(Math.max(content.now(), node.wallClock().millis()));
        }
        List<LiveList> found = missing.stream().filter(list -> content.lists().containsKey(list.name())).toList();
        List<LiveList> usable = found.stream().filter(list -> !isTooOld(age(list, content))).toList();
        usable.forEach(list -> use(list, content));
        tell(missing, found, usable);
        if (usable.isEmpty()) {
            return null;
        }
        inUse = content;
        LOG.log(Level.WARNING, "The access lists come from the snapshot file, which is {0} s old, until the store answers.",
                Long.toString((clock.millis() - content.now()) / 1000));
        return content;
    }

    private Duration age(LiveList list, SnapshotText.Content content) {
        return Duration.ofMillis(clock.millis() - content.lists().get(list.name()).readAt());
    }

    private boolean isTooOld(Duration age) {
        return !maxStaleness.isZero() && age.compareTo(maxStaleness) > 0;
    }

    private void use(LiveList list, SnapshotText.Content content) {
        list.refreshed(nanoTime.getAsLong() - age(list, content).toNanos(), content.position().revision());
        list.plan(ListPlan.of(content.lists().get(list.name()).rules(), clock.steadyUntil()), clock.millis());
        list.advance(clock.millis(), false); // a planned instant may have passed during compilation
    }

    private void tell(List<LiveList> missing, List<LiveList> found, List<LiveList> usable) {
        if (usable.size() < found.size()) {
            file.refuse("it is older than ip-restriction.max-staleness (" + maxStaleness + ")");
        }
        if (found.size() < missing.size()) {
            file.refuse("it does not hold " + missing.stream().filter(list -> !found.contains(list))
                    .map(list -> "“" + list.name() + "”").collect(Collectors.toCollection(TreeSet::new)).stream()
                    .collect(Collectors.joining(", ", "the list ", "")) + ", so that list stays blocked");
        }
    }
}
