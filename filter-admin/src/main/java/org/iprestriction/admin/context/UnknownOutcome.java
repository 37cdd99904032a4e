package org.iprestriction.admin.context;

import org.iprestriction.entry.Entry;
import org.iprestriction.entry.Quote;

/** The messages for when it is not known whether a change was saved. */
public final class UnknownOutcome {
    private UnknownOutcome() {}

    /** Returns what the list says now about an entry, in one sentence. {@code entry} is null if the list does not have it. */
    public static String listSays(ListReading now, Entry entry) {
        if (!now.current()) {
            return "The list cannot be read at the moment.";
        }
        return entry == null ? "The list does not have this entry now."
                : "The list now has “" + Quote.cut(entry.name()) + "”: " + entry.saved().describe()
                        + (entry.deleted() ? "; it is being removed." : ".");
    }
}
