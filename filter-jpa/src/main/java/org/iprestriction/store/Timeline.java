package org.iprestriction.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * The versions of one entry over time, oldest first, without those that were withdrawn before they began. Versions
 * never overlap. There may be a gap between two versions, during which the entry is removed. Only this class changes
 * the end of a version.
 */
public final class Timeline {

    /** The value of {@code endsAt} for a version without an end. */
    public static final long OPEN = Long.MAX_VALUE;

    private final List<VersionRow> versions = new ArrayList<>();

    public Timeline(Collection<VersionRow> rows) {
        rows.stream().filter(row -> !row.isWithdrawn())
                .sorted(Comparator.<VersionRow>comparingLong(row -> row.beginsAt).thenComparingLong(row -> row.id))
                .forEach(versions::add);
    }

    public List<VersionRow> versions() {
        return versions;
    }

    /** Returns the newest version, or null if there is none. */
    public VersionRow last() {
        return versions.isEmpty() ? null : versions.get(versions.size() - 1);
    }

    public boolean isOpen() {
        return last() != null && last().endsAt == OPEN;
    }

    /** Returns the version that is in force at an instant, or null. */
    public VersionRow appliesAt(long instant) {
        return versions.stream().filter(version -> version.appliesAt(instant)).findFirst().orElse(null);
    }

    /** Returns whether a version is in force at an instant or later. */
    public boolean appliesAfter(long instant) {
        return versions.stream().anyMatch(version -> version.appliesAfter(instant));
    }

    /** Returns the instants after a given one at which a version begins, or ends without a successor; earliest first. */
    public List<Long> stepsAfter(long instant) {
        List<Long> steps = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            VersionRow version = versions.get(i);
            boolean followed = i + 1 < versions.size() && versions.get(i + 1).beginsAt == version.endsAt;
            if (version.beginsAt > instant) {
                steps.add(version.beginsAt);
            }
            if (version.endsAt > instant && version.endsAt != OPEN && !followed) {
                steps.add(version.endsAt);
            }
        }
        return steps;
    }

    /** Returns the first step after an instant; steps after {@link Work#horizon} can still be cancelled. */
    public OptionalLong firstStepAfter(long instant) {
        return stepsAfter(instant).stream().mapToLong(Long::longValue).findFirst();
    }

    /** Returns the version that begins at an instant, or null. */
    public VersionRow beginningAt(long instant) {
        return versions.stream().filter(version -> version.beginsAt == instant).findFirst().orElse(null);
    }

    /**
     * Cancels every step after the horizon: versions that would begin later are withdrawn, and an end that would come
     * later is removed.
     */
    public void takeBackAfter(long horizon, Touch touch) {
        while (last() != null && last().beginsAt > horizon) {
            VersionRow withdrawn = versions.remove(versions.size() - 1);
            touch.end(withdrawn, withdrawn.beginsAt);
        }
        if (last() != null && !isOpen() && last().endsAt > horizon) {
            touch.end(last(), OPEN);
        }
    }

    /** Ends the newest version; if it has not begun by then, it is withdrawn. */
    public void endLast(long instant, Touch touch) {
        VersionRow last = last();
        touch.end(last, Math.max(instant, last.beginsAt));
        if (last.isWithdrawn()) {
            versions.remove(last);
        }
    }

    public void append(VersionRow version) {
        versions.add(version);
    }

    /** The revision of a change and the time at which it was saved; stored in every row that it changes. */
    public record Touch(long revision, long at) {

        public void end(VersionRow version, long instant) {
            version.endsAt = instant;
            stamp(version);
        }

        public VersionRow stamp(VersionRow version) {
            version.revision = revision;
            version.touchedAt = at;
            return version;
        }
    }
}
