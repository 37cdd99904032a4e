package org.iprestriction.admin;

import java.time.Instant;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.iprestriction.access.Action;
import org.iprestriction.address.IpAddress;
import org.iprestriction.jpa.Entry;
import org.iprestriction.jpa.EntrySpec;

/** What an entry applies at an instant, now or ahead, as far as it has been saved. */
final class Applied {
    private Applied() {}

    /** The saved state that acts at {@code at}, which is not before the reading of the list; null when none does. */
    static EntrySpec at(Entry entry, Instant at) {
        EntrySpec spec = entry.inForce();
        for (Entry.Step step : entry.upcoming()) {
            if (!step.at().isAfter(at)) {
                spec = step.spec();
            }
        }
        return spec != null && acts(spec, at) ? spec : null;
    }

    /** Whether the entry allows ({@code ALLOW}) or blocks ({@code BLOCK}) the address at that instant. */
    static boolean covers(Entry entry, Action action, IpAddress address, Instant at) {
        EntrySpec spec = at(entry, at);
        return spec != null && spec.action() == action && spec.address().range().contains(address);
    }

    /** The decision of the list. Blocking wins. */
    static boolean allowed(Collection<Entry> entries, IpAddress address, Instant at) {
        return entries.stream().noneMatch(e -> covers(e, Action.BLOCK, address, at))
                && entries.stream().anyMatch(e -> covers(e, Action.ALLOW, address, at));
    }

    /** The instants after {@code now} at which anything saved begins or ends. */
    static NavigableSet<Instant> instants(Collection<Entry> entries, Instant now) {
        var all = new TreeSet<Instant>();
        for (Entry entry : entries) {
            addExpiry(all, entry.inForce());
            for (Entry.Step step : entry.upcoming()) {
                all.add(step.at());
                addExpiry(all, step.spec());
            }
        }
        return all.tailSet(now, false);
    }

    private static void addExpiry(TreeSet<Instant> all, EntrySpec spec) {
        if (spec != null && spec.expiresAt() != null) {
            all.add(spec.expiresAt());
        }
    }

    private static boolean acts(EntrySpec spec, Instant at) {
        return spec.enabled() && (spec.expiresAt() == null || at.isBefore(spec.expiresAt()));
    }
}
