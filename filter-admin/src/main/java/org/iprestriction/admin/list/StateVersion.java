package org.iprestriction.admin.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.entry.Listing;

/**
 * A text that changes whenever the list would look different: when a change is saved, or when an instant has passed.
 *
 * <p>It contains the revision, and the status of the entries that wait for an instant. So the server can say what has happened
 * since a page was made, without remembering what it has shown to whom.
 */
final class StateVersion {
    private static final Pattern WAITING = Pattern.compile("([0-9]{1,18})-([0-9]{1,2})");

    /** More entries than this would not fit into the URL with which the script asks. */
    private static final int MOST = 200;

    private StateVersion() {}

    /** Returns the text for a list. If very many entries wait, it cannot say later which of them has changed. */
    static String of(Listing listing) {
        List<String> waiting = listing.entries().stream().filter(StateVersion::waits)
                .map(e -> "." + e.id() + "-" + e.status().ordinal()).toList();
        return listing.revision() + (waiting.size() > MOST ? ".x" + Integer.toHexString(waiting.hashCode()) : String.join("", waiting));
    }

    /** Returns what has happened since {@code seen}, such as "CRM connector is now active." */
    static String message(Listing listing, String seen) {
        Map<Long, EntryStatus> before = parse(seen);
        var happened = new ArrayList<String>();
        for (Entry entry : listing.entries()) {
            EntryStatus then = before.remove(entry.id());
            if (then != null && then != entry.status()) {
                happened.add(entry.name() + now(entry.status()));
            }
        }
        long removed = before.values().stream().filter(s -> s == EntryStatus.PENDING_REMOVAL).count();
        if (removed > 0) {
            happened.add(removed == 1 ? "A deleted entry is no longer applied."
                    : removed + " deleted entries are no longer applied.");
        }
        return happened.isEmpty() ? "The list has changed." : String.join(" ", happened);
    }

    private static String now(EntryStatus status) {
        return switch (status) {
            case ACTIVE -> " is now active.";
            case DISABLED -> " is no longer applied.";
            case EXPIRED -> " has expired.";
            case DELAYED -> " is delayed.";
            case PENDING, PENDING_CHANGE, PENDING_REMOVAL -> " has a change pending.";
        };
    }

    private static boolean waits(Entry entry) {
        boolean loading = switch (entry.status()) {
            case PENDING, PENDING_CHANGE, PENDING_REMOVAL, DELAYED -> true;
            case ACTIVE, DISABLED, EXPIRED -> false;
        };
        return loading || !entry.upcoming().isEmpty() || entry.saved().expiresAt() != null;
    }

    private static Map<Long, EntryStatus> parse(String seen) {
        var before = new LinkedHashMap<Long, EntryStatus>();
        for (String part : List.of(seen.split("\\."))) {
            Matcher known = WAITING.matcher(part);
            int status = known.matches() ? Integer.parseInt(known.group(2)) : EntryStatus.values().length;
            if (status < EntryStatus.values().length) {
                before.put(Long.parseLong(known.group(1)), EntryStatus.values()[status]);
            }
        }
        return before;
    }
}
