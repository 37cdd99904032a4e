package org.iprestriction.admin.list;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.iprestriction.access.Action;
import org.iprestriction.address.Notation;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.entry.Listing;

/** Builds a list by hand, as the store would show it at {@link #NOW}. */
final class Listings {
    static final Instant NOW = Instant.parse("2026-10-02T14:00:00Z");

    private final List<Entry> entries = new ArrayList<>();

    Listing listing() {
        return new Listing("default", entries, 44, NOW, Duration.ofMinutes(5), 50, entries.size(), List.of(), List.of(), null);
    }

    /** Adds an entry whose saved state is in force. */
    Listings active(String name, String address) {
        return entry(name, EntryStatus.ACTIVE, allow(name, address), allow(name, address));
    }

    Listings entry(String name, EntryStatus status, EntrySpec saved, EntrySpec inForce, Entry.Step... upcoming) {
        entries.add(new Entry(entries.size() + 1, "default", name, 1, status == EntryStatus.PENDING_REMOVAL, saved, inForce,
                List.of(upcoming), status, List.of(), false, null, NOW, "admin", NOW, "admin", 44));
        return this;
    }

    static EntrySpec allow(String name, String address) {
        return new EntrySpec(name, Notation.parse(address), Action.ALLOW, true, null);
    }

    static EntrySpec block(String name, String address) {
        return new EntrySpec(name, Notation.parse(address), Action.BLOCK, true, null);
    }

    static EntrySpec until(EntrySpec spec, Instant expiresAt) {
        return new EntrySpec(spec.name(), spec.address(), spec.action(), spec.enabled(), expiresAt);
    }

    static EntrySpec disabled(EntrySpec spec) {
        return new EntrySpec(spec.name(), spec.address(), spec.action(), false, spec.expiresAt());
    }

    static Entry.Step removed(int minutes) {
        return new Entry.Step(in(minutes), null);
    }

    static Entry.Step step(int minutes, EntrySpec spec) {
        return new Entry.Step(in(minutes), spec);
    }

    static Instant in(int minutes) {
        return NOW.plus(Duration.ofMinutes(minutes));
    }
}
