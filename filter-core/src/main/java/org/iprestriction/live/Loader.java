package org.iprestriction.live;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.iprestriction.access.Rule;

/**
 * One poll after another: reads what changed, plans it, and reports. All its work may block, and none of it is waited for.
 * Not a thread itself; called by one.
 */
final class Loader {

    private static final Logger LOG = System.getLogger(Loader.class.getName());
    private static final long FULL_RELOAD_NANOS = Duration.ofMinutes(60).toNanos();
    private static final long SNAPSHOT_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Duration SLOWEST_RETRY = Duration.ofSeconds(30);

    private final AccessListSource source;
    private final LiveLists lists;
    private final StoreClock clock;
    private final NodeIdentity node;
    private final SnapshotFile snapshot;
    private final Duration configured;
    private final Duration maxStaleness;
    private final LongSupplier nanoTime;
    private final RandomGenerator jitter;

    private Changes.Position known;
    private Set<String> knownLists = Set.of();
    private final Set<String> skipped = new LinkedHashSet<>();
    private long fullAt;
    private long snapshotAt;
    /** The latest time the store ever told: what ended by then stays ended, even if its clock is set back. */
    private long latest = Long.MIN_VALUE;
    private int failures;
    private int otherActivations;
    private boolean warnedOfReport;
    private volatile Progress progress;

    /** What the last polls came to; written by the loader, read by all. */
    record Progress(long revision, Duration activation, long successAt, boolean loaded, String problem) {
    }

    Loader(AccessListSource source, LiveLists lists, StoreClock clock, NodeIdentity node, SnapshotFile snapshot,
            Duration configured, Duration maxStaleness, LongSupplier nanoTime, RandomGenerator jitter) {
        this.source = source;
        this.lists = lists;
        this.clock = clock;
        this.node = node;
        this.snapshot = snapshot;
        this.configured = configured;
        this.maxStaleness = maxStaleness;
        this.nanoTime = nanoTime;
        this.jitter = jitter;
        this.progress = new Progress(-1, configured, nanoTime.getAsLong(), false, "The list has not been loaded yet.");
    }

    Progress progress() {
        return progress;
    }

    /** Polls once. Never throws: what fails is logged, and the last good lists stay. */
    void poll() {
        try {
            load();
            recovered();
        } catch (Throwable failure) { // an Error must not end the polling either
            failed(failure);
        }
        report(false);
    }

    /** Answers how long to wait after a poll. */
    Duration pause() {
        Duration poll = Settings.pollInterval(progress.activation);
        Duration longest = progress.activation.isZero() ? poll : SLOWEST_RETRY;
        Duration pause = failures == 0 ? poll : poll.multipliedBy(1L << Math.min(failures - 1, 10));
        long nanos = Math.min(pause.toNanos(), longest.toNanos());
        return Duration.ofNanos(Math.min(longest.toNanos(), nanos * 9 / 10 + jitter.nextLong(nanos / 5 + 1)));
    }

    private void load() throws Exception {
        Set<String> wanted = lists.names();
        long asked = nanoTime.getAsLong();
        boolean full = !wanted.equals(knownLists) || asked - fullAt > FULL_RELOAD_NANOS;
        Changes changes = source.changesSince(full ? null : known, wanted);
        long answered = nanoTime.getAsLong();
        if (StoreClock.isDoubtful(asked, answered)) { // connecting took its time; the same question is quick now
            asked = answered;
            changes = source.changesSince(full ? null : known, wanted);
            answered = nanoTime.getAsLong();
        }
        warnOfClock(changes.now());
        clock.set(changes.now(), asked, answered);
        latest = Math.max(latest, changes.now());
        List<LiveList> changed = new ArrayList<>();
        for (LiveList list : lists.all()) {
            if (wanted.contains(list.name()) && apply(list, changes)) {
                changed.add(list);
            }
        }
        boolean news = !changes.position().equals(known);
        known = changes.position();
        knownLists = wanted;
        fullAt = changes.complete() ? answered : fullAt;
        if (changes.complete()) {
            skipped.clear();
        }
        skipped.addAll(changes.skipped()); // a poll for changes does not see again what an earlier one skipped
        String problem = skipped.isEmpty() ? null : String.join(" ", skipped);
        progress = new Progress(known.revision(), changes.activation(), answered, true, problem);
        changed.forEach(this::announce);
        warnOfActivation(changes.activation());
        if (news && !changes.skipped().isEmpty()) {
            LOG.log(Level.WARNING, "Some stored rules are left out: {0}", problem);
        }
        if (news || answered - snapshotAt > SNAPSHOT_NANOS) {
            snapshotAt = answered;
            snapshot.write(known, changes.now(), changes.activation(), lists.all());
        }
    }

    /** Answers whether that changed what is in force. */
    private boolean apply(LiveList list, Changes changes) {
        List<Rule> rules = changes.rules().getOrDefault(list.name(), List.of());
        ListPlan plan = list.plan();
        if (changes.complete() || plan == null) {
            list.plan(ListPlan.of(rules, latest), clock.millis());
        } else if (!rules.isEmpty()) {
            list.plan(plan.with(rules, latest), clock.millis());
        }
        return list.advance(clock.millis(), false); // compiling took its time, and an instant may have passed
    }

    void announce(LiveList list) {
        LOG.log(Level.INFO, "List “{0}” takes effect at revision {1}: {2} rules in force.", list.name(),
                Long.toString(progress.revision), Integer.toString(list.inForce().size()));
    }

    /** Takes lists that were never loaded from what an earlier run left behind, where the store does not answer. */
    private void startFromSnapshot() {
        List<LiveList> missing = lists.all().stream().filter(list -> list.plan() == null).toList();
        Set<String> names = missing.stream().map(LiveList::name).collect(Collectors.toSet());
        Changes changes = missing.isEmpty() ? null : snapshot.read(names).orElse(null);
        if (changes == null) {
            return;
        }
        long nanos = nanoTime.getAsLong();
        if (!clock.isSet()) { // no other clock can be asked
            clock.set(Math.max(changes.now(), node.wallClock().millis()), nanos, nanos);
        }
        Duration age = Duration.ofMillis(clock.millis() - changes.now());
        if (maxStaleness.isZero() || age.compareTo(maxStaleness) <= 0) {
            latest = Math.max(latest, clock.millis());
            missing.forEach(list -> apply(list, changes));
            progress = new Progress(changes.position().revision(), changes.activation(), nanos - age.toNanos(), true,
                    "The lists come from the snapshot file; the store has not answered yet.");
        }
    }

    /** A clock that was set back ends nothing twice, but lets what is planned begin later. */
    private void warnOfClock(long now) {
        if (clock.isSet() && now < clock.millis() - 1_000) {
            LOG.log(Level.WARNING, "The clock of the store went back by {0} ms; planned changes are late by as much.",
                    Long.toString(clock.millis() - now));
        }
    }

    private void recovered() {
        if (failures > 0) {
            LOG.log(Level.WARNING, "The access lists are current again, at revision {0}.",
                    Long.toString(progress.revision));
        }
        failures = 0;
    }

    private void failed(Throwable failure) {
        String problem = Problems.sentence(failure);
        if (failures++ == 0) {
            LOG.log(Level.WARNING, progress.loaded
                    ? "The access lists cannot be refreshed; the last good ones stay in force: {0}"
                    : "The access lists cannot be loaded; every request is blocked until they can: {0}", problem);
            LOG.log(Level.DEBUG, "Why the access lists cannot be refreshed", failure);
        }
        Progress last = progress;
        progress = new Progress(last.revision, last.activation, last.successAt, last.loaded, problem);
        startFromSnapshot();
    }

    private void warnOfActivation(Duration stored) {
        if (stored.equals(configured)) {
            otherActivations = 0;
        } else if (++otherActivations == 2) { // after the first poll a node that is alone brings its own along
            LOG.log(Level.WARNING, "ip-restriction.activation is {0} on this node, but the store keeps {1}, which is used.",
                    configured, stored);
        }
    }

    void report(boolean signOff) {
        try {
            Progress now = progress;
            source.report(new NodeReport(node.id(), node.name(), now.loaded ? now.revision : -1, node.startedAt(),
                    clock.isSet() ? node.wallClock().millis() - clock.millis() : 0, now.problem, signOff));
            warnedOfReport = false;
        } catch (Throwable failure) { // a report that is lost is followed by the next
            if (!warnedOfReport && failures == 0) {
                LOG.log(Level.WARNING, "The report of this node cannot be kept: {0}", Problems.sentence(failure));
            }
            warnedOfReport = true;
        }
    }
}
