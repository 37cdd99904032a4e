package org.iprestriction.live;

import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.iprestriction.live.LiveList.Reading;

/**
 * The last good lists in the snapshot file: written after polls, and put in force if the store does not answer after a restart.
 * Used by the loader.
 */
final class LastGood {

    private static final Logger LOG = System.getLogger(LastGood.class.getName());
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();
    /** With a million rules, writing takes seconds; then it may take at most this part of the time. */
    private static final int LARGEST_SHARE = 20;

    private final SnapshotFile file;
    private final LiveLists lists;
    private final StoreClock clock;
    private final NodeIdentity node;
    private final Duration maxStaleness;
    private final LongSupplier nanoTime;
    private boolean outdated = true;
    private long writtenAt;
    private long writingTook;
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
        outdated = true;
    }

    /** Writes the file if there is news, and every minute, so that its age is known. */
    void write(Changes.Position known, Duration activation) {
        long now = nanoTime.getAsLong();
        boolean due = outdated || now - writtenAt > PAUSE_NANOS;
        if (!file.isWanted() || !due || now - writtenAt < LARGEST_SHARE * writingTook) {
            return;
        }
        List<LiveList> loaded = lists.all().stream().filter(list -> list.plan() != null).toList();
        boolean every = lists.isEveryLoaded();
        if (loaded.isEmpty() && !every) {
            return; // no filter has named a list yet, so an empty file would replace the lists of the last run
        }
        SnapshotText text = new SnapshotText(file.origin(), known, clock.millis(), activation, every,
                instant(lists.freshness().last(), now));
        for (LiveList list : loaded) { // one that was never loaded must not count as an empty list after a restart
            text.list(list.name(), instant(list.lastRead(), now));
            list.plan().rules().forEach(text::rule);
        }
        file.write(text);
        outdated = false;
        writtenAt = now;
        writingTook = nanoTime.getAsLong() - now;
    }

    private long instant(Reading reading, long now) {
        return clock.millis() - (now - reading.nanos()) / 1_000_000;
    }

    /**
     * Puts the lists of the file in force that were never loaded.
     *
     * @return the content of the file; null if nothing is taken from it
     */
    SnapshotText.Content start(Attempt attempt) {
        boolean everyMissing = lists.isEveryWanted() && !lists.isEveryLoaded();
        Set<String> missing = lists.names().stream().filter(name -> lists.create(name).plan() == null)
                .collect(Collectors.toCollection(TreeSet::new));
        if (missing.isEmpty() && !everyMissing || inUse != null && inUse.every()) {
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
        boolean every = everyMissing && content.every();
        Set<String> found = every ? content.lists().keySet() : missing.stream().filter(content::knows).collect(Collectors.toSet());
        List<String> usable = found.stream().filter(name -> !isTooOld(age(content.rules(name)))).toList();
        boolean everyUsable = every && !isTooOld(age(content.readAt()));
        if (everyUsable || !usable.isEmpty()) {
            lists.freshness().read(reading(content.readAt(), content));
        }
        usable.forEach(name -> use(lists.create(name), content));
        lists.everyLoaded(lists.isEveryLoaded() || everyUsable);
        tell(missing, found, usable.size(), content, everyMissing);
        if (usable.isEmpty() && !everyUsable) {
            return null;
        }
        inUse = content;
        LOG.log(Level.WARNING, "The access lists come from the snapshot file, which is {0} s old, until the store answers.",
                Long.toString((clock.millis() - content.now()) / 1000));
        return content;
    }

    private Duration age(SnapshotText.Rules rules) {
        return age(rules.readAt());
    }

    private Duration age(long readAt) {
        return Duration.ofMillis(clock.millis() - readAt);
    }

    private Reading reading(long readAt, SnapshotText.Content content) {
        return new Reading(nanoTime.getAsLong() - age(readAt).toNanos(), content.position().revision());
    }

    private boolean isTooOld(Duration age) {
        return !maxStaleness.isZero() && age.compareTo(maxStaleness) > 0;
    }

    private void use(LiveList list, SnapshotText.Content content) {
        SnapshotText.Rules rules = content.rules(list.name());
        if (rules.readAt() != content.readAt()) {
            list.readAt(reading(rules.readAt(), content));
        }
        list.plan(ListPlan.of(rules.rules(), clock.steadyUntil()), clock.millis());
        list.advance(clock.millis()); // a planned instant may have passed during compilation
        lists.changed(list);
    }

    private void tell(Set<String> missing, Set<String> found, int usable, SnapshotText.Content content, boolean everyMissing) {
        if (usable < found.size()) {
            file.refuse("it is older than ip-restriction.max-staleness (" + maxStaleness + ")");
        }
        String absent = missing.stream().filter(name -> !content.knows(name)).map(name -> "“" + name + "”").collect(Collectors.joining(", "));
        if (!absent.isEmpty()) {
            file.refuse("it does not hold the list " + absent + ", so that list stays blocked");
        }
        if (everyMissing && !content.every()) {
            file.refuse("it does not hold every list of the store, which a filter with list-from needs");
        }
    }
}
