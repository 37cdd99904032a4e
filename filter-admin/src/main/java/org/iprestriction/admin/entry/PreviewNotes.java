package org.iprestriction.admin.entry;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;
import org.iprestriction.admin.access.CallerAddress;
import org.iprestriction.admin.text.Counts;
import org.iprestriction.admin.text.Meaning;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Times;

/**
 * Further notes on an address before it is saved, the most important first.
 *
 * @param typed   the text as typed
 * @param edited  the entry being edited, or null
 * @param others  the other entries of the list
 * @param caller  the administrator's own address, or null
 */
record PreviewNotes(Notation notation, String typed, Entry edited, List<Entry> others, IpAddress caller, Times times) {
    private static final int MOST = 3;
    private static final BigInteger LARGE_IPV4 = BigInteger.valueOf(65_536);
    private static final BigInteger LARGE_IPV6 = BigInteger.ONE.shiftLeft(80);

    List<String> notes() {
        var notes = new ArrayList<String>();
        IpRange range = notation.range();
        EntrySpec before = edited == null ? null : edited.inForce();
        gap(before, notes);
        if (before != null && !before.address().range().equals(range)) {
            notes.add("Changes from " + before.address() + " (" + Meaning.count(before.address().range())
                    + "). The saved range stays active until the change takes effect.");
            if (caller != null && before.address().range().contains(caller) && !range.contains(caller)) {
                notes.add("No longer contains your current address, " + caller + ".");
            }
        }
        overlaps(range, notes);
        if (range.size().compareTo(range.isIpv4() ? LARGE_IPV4 : LARGE_IPV6) > 0) {
            notes.add("Large range. Check that every address in it may call the API.");
        }
        if (CallerAddress.isPrivate(range)) {
            notes.add("Private network. Matches only callers that reach this server without address translation.");
        } else if (CallerAddress.isShared(range)) {
            notes.add("Shared carrier network. Unrelated customers can have the same address.");
        }
        if (!plain(typed).equals(plain(notation.toString()))) {
            notes.add("Saved as " + notation + ".");
        }
        if (caller != null && range.contains(caller)) {
            notes.add("Contains your current address.");
        }
        return List.copyOf(notes.subList(0, Math.min(MOST, notes.size())));
    }

    /** Notes that nothing applies for a while if the saved entry ends before the change takes effect. */
    private void gap(EntrySpec before, List<String> notes) {
        Instant effect = times.effect();
        if (before != null && before.expiresAt() != null && before.expiresAt().isBefore(effect)) {
            notes.add("Blocked from " + times.ends(before.expiresAt()) + " to " + times.begins(effect) + ".");
        }
    }

    private void overlaps(IpRange range, List<String> notes) {
        var found = new ArrayList<String>();
        for (Entry other : others) {
            if (!other.deleted() && other.saved().address().range().overlaps(range)) {
                found.add(overlap(other, range));
            }
        }
        if (found.size() > 2) {
            found.set(1, found.get(1).replaceFirst("\\.$", " and " + Counts.number(found.size() - 2L) + " more."));
        }
        notes.addAll(found.subList(0, Math.min(2, found.size())));
    }

    private static String overlap(Entry other, IpRange range) {
        IpRange saved = other.saved().address().range();
        String named = other.name() + " (" + other.saved().address() + ")";
        if (saved.equals(range)) {
            return "This is already in the list as “" + other.name() + "”. Edit that entry instead.";
        }
        if (saved.contains(range)) {
            return "Already covered by " + named + ".";
        }
        return range.contains(saved) ? "Contains " + named + "."
                : "Overlaps " + named + " in " + Meaning.count(saved.intersection(range)) + ".";
    }

    private static String plain(String text) {
        return text.replace(" ", "").toLowerCase(Locale.ROOT);
    }
}
