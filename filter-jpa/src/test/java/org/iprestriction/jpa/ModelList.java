package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.iprestriction.address.IpRange;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryName;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Listing;

/**
 * A reference model of a list of entries, as slow and plain as possible. Each entry is a step function of time: from an
 * instant on it is a spec, or nothing. The names in the specs are ignored. Every method returns the codes of the refusals,
 * or none if it succeeded.
 */
final class ModelList {

    static final long ACTIVATION = 300_000;
    static final long WINDOW = 60_000;

    final Map<Long, ModelEntry> entries = new HashMap<>();
    private int limit;
    /** Whether the changes that follow take effect at once. */
    private boolean now;

    static final class ModelEntry {
        String name;
        NavigableMap<Long, EntrySpec> steps = new TreeMap<>();

        ModelEntry(String name) {
            this.name = name;
        }

        EntrySpec saved() {
            return steps.isEmpty() ? null : steps.lastEntry().getValue();
        }

        EntrySpec inForce(long instant) {
            var step = steps.floorEntry(instant);
            return step == null || !applies(step.getValue(), instant, instant + 1) ? null : step.getValue();
        }

        /** Returns whether a spec that holds from one instant until another allows or blocks anything in between. */
        private static boolean applies(EntrySpec spec, long from, long until) {
            return spec != null && spec.enabled() && from < Math.min(until, expiry(spec));
        }

        List<EntrySpec> notEnded(long now) {
            List<EntrySpec> found = new ArrayList<>();
            steps.forEach((from, spec) -> {
                long until = Objects.requireNonNullElse(steps.higherKey(from), Long.MAX_VALUE);
                boolean counts = saved() == null ? applies(spec, Math.max(from, now), until) : until > now;
                if (spec != null && counts) {
                    found.add(spec);
                }
            });
            return found;
        }

        boolean isGone(long now) {
            return saved() == null && notEnded(now).isEmpty();
        }

        boolean wasNeverThere() {
            return steps.values().stream().allMatch(Objects::isNull);
        }
    }

    ModelList(int limit) {
        this.limit = limit;
    }

    ModelList copy() {
        ModelList copy = new ModelList(limit);
        entries.forEach((id, entry) -> {
            ModelEntry own = new ModelEntry(entry.name);
            own.steps.putAll(entry.steps);
            copy.entries.put(id, own);
        });
        return copy;
    }

    /** Forgets entries that were gone long ago. */
    void forget(long before) {
        entries.values().removeIf(entry -> entry.isGone(before) && (entry.steps.isEmpty() || entry.steps.lastKey() < before));
    }

    void limit(int entries) {
        limit = entries;
    }

    /** Says whether the changes that follow take effect at once. */
    void effectiveNow(boolean atOnce) {
        now = atOnce;
    }

    private long effect(long time) {
        return now ? time : time + ACTIVATION;
    }

    private long horizon(long time) {
        return now ? time : time + WINDOW;
    }

    List<ModelEntry> present(long now) {
        return entries.values().stream().filter(entry -> !entry.isGone(now))
                .sorted(Comparator.comparing(entry -> EntryName.key(entry.name))).toList();
    }

    long used() {
        return entries.values().stream().filter(entry -> entry.saved() != null).count();
    }

    List<String> check(long now, ModelEntry own, EntrySpec spec) {
        List<String> codes = new ArrayList<>();
        EntrySpec saved = own == null ? null : own.saved();
        if ((saved == null || !sameName(own.name, spec.name())) && nameTaken(now, own, spec.name())) {
            codes.add("name.duplicate");
        }
        if ((saved == null || !range(saved).equals(range(spec))) && rangeTaken(now, own, range(spec))) {
            codes.add("address.duplicate");
        }
        codes.addAll(expiry(now, saved, spec));
        if (codes.isEmpty() && saved == null && used() >= limit) {
            codes.add("limit_reached");
        }
        return codes;
    }

    private List<String> expiry(long now, EntrySpec saved, EntrySpec spec) {
        Instant expires = spec.expiresAt();
        boolean untouched = saved != null
                && (saved.appliesLike(spec) || !spec.enabled() && Objects.equals(saved.expiresAt(), expires));
        if (expires == null || untouched) {
            return List.of();
        }
        return expires.toEpochMilli() <= now ? List.of("expires.past")
                : spec.enabled() && expires.toEpochMilli() <= effect(now) ? List.of("expires.too_soon") : List.of();
    }

    private boolean nameTaken(long now, ModelEntry own, String name) {
        return present(now).stream().anyMatch(entry -> entry != own && sameName(entry.name, name));
    }

    private boolean rangeTaken(long now, ModelEntry own, IpRange range) {
        return present(now).stream().anyMatch(entry -> entry != own
                && entry.notEnded(now).stream().anyMatch(spec -> range(spec).equals(range)));
    }

    void add(long now, long id, EntrySpec spec) {
        ModelEntry entry = new ModelEntry(spec.name());
        entry.steps.put(effect(now), spec);
        entries.put(id, entry);
    }

    /** Returns whether a change has nothing to do; one that takes effect at once also brings forward what is pending. */
    boolean isSaved(long time, ModelEntry entry, EntrySpec spec) {
        return (!now || entry.steps.tailMap(time, false).isEmpty()) && entry.saved() != null && entry.name.equals(spec.name()) && entry.saved().appliesLike(spec);
    }

    void change(long now, ModelEntry entry, EntrySpec spec) {
        entry.name = spec.name();
        if (!this.now && entry.saved() != null && entry.saved().appliesLike(spec)) {
            return;
        }
        entry.steps.tailMap(horizon(now), false).clear();
        if (entry.saved() == null || !entry.saved().appliesLike(spec)) {
            entry.steps.put(effect(now), spec);
        }
    }

    void delete(long now, ModelEntry entry) {
        if (!this.now && entry.saved() == null) {
            return;
        }
        entry.steps.tailMap(horizon(now), false).clear();
        if (entry.saved() != null) {
            long from = Math.max(now, entry.steps.lastKey());
            entry.steps.put(ModelEntry.applies(entry.saved(), from, Long.MAX_VALUE) ? effect(now) : from, null);
        }
    }

    List<String> undo(long now, ModelEntry entry) {
        if (entry.steps.tailMap(now + WINDOW, false).isEmpty() || entry.wasNeverThere()) {
            return List.of(entry.wasNeverThere() ? "not_found" : "too_late");
        }
        NavigableMap<Long, EntrySpec> before = entry.steps;
        boolean wasDeleted = entry.saved() == null;
        entry.steps = new TreeMap<>(before.headMap(now + WINDOW, true));
        List<String> codes = new ArrayList<>();
        if (entry.saved() != null) {
            if (nameTaken(now, entry, entry.name)) {
                codes.add("name.duplicate");
            }
            if (rangeTaken(now, entry, range(entry.saved()))) {
                codes.add("address.duplicate");
            }
            if (codes.isEmpty() && wasDeleted && used() > limit) {
                codes.add("limit_reached");
            }
        }
        if (!codes.isEmpty()) {
            entry.steps = before;
        }
        return codes;
    }

    /** Asserts that a listing shows this list. */
    void assertShownBy(Listing listing, long now, String when) {
        List<Long> present = entries.entrySet().stream().filter(entry -> !entry.getValue().isGone(now))
                .sorted(Comparator.comparing(entry -> EntryName.key(entry.getValue().name))).map(Map.Entry::getKey).toList();
        assertThat(listing.used()).as(when).isEqualTo((int) used());
        assertThat(listing.entries()).as(when).extracting(Entry::id).containsExactlyElementsOf(present);
        for (Entry entry : listing.entries()) {
            ModelEntry expected = entries.get(entry.id());
            assertThat(entry.name()).as(when).isEqualTo(expected.name);
            assertThat(entry.deleted()).as(when).isEqualTo(expected.saved() == null);
            assertThat(entry.deleted() || entry.saved().appliesLike(expected.saved())).as(when).isTrue();
            assertThat(entry.upcoming()).as(when).extracting(step -> step.at().toEpochMilli())
                    .containsExactlyElementsOf(expected.steps.tailMap(now, false).keySet());
            assertThat(entry.undoable()).as(when).isEqualTo(!expected.steps.tailMap(now + WINDOW, false).isEmpty());
            EntrySpec inForce = expected.inForce(now);
            assertThat(entry.inForce()).as(when).isEqualTo(inForce == null ? null : named(inForce, entry.name()));
        }
    }

    /** Returns the codes of the refusals, or none if the list may be replaced. */
    List<String> checkReplacement(long now, List<EntrySpec> wanted) {
        List<String> codes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<IpRange> ranges = new HashSet<>();
        for (EntrySpec spec : wanted) {
            if (!names.add(EntryName.key(spec.name()))) {
                codes.add("name.duplicate");
            }
            if (!ranges.add(range(spec))) {
                codes.add("address.duplicate");
            }
            ModelEntry match = named(now, spec.name());
            codes.addAll(expiry(now, match == null ? null : match.saved(), spec));
        }
        if (wanted.size() > limit) {
            codes.add("limit_reached");
        }
        return codes;
    }

    ModelEntry named(long now, String name) {
        return present(now).stream().filter(entry -> sameName(entry.name, name)).findFirst().orElse(null);
    }

    private static boolean sameName(String one, String other) {
        return EntryName.key(one).equals(EntryName.key(other));
    }

    private static IpRange range(EntrySpec spec) {
        return spec.address().range();
    }

    static EntrySpec named(EntrySpec spec, String name) {
        return new EntrySpec(name, spec.address(), spec.action(), spec.enabled(), spec.expiresAt());
    }

    /** Returns when a spec ends by itself, as the store counts. */
    static long expiry(EntrySpec spec) {
        return spec.expiresAt() == null ? Long.MAX_VALUE : spec.expiresAt().toEpochMilli();
    }
}
