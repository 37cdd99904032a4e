package org.iprestriction.store;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.iprestriction.entry.Quote;
import org.iprestriction.entry.Times;

/** The sentences about the current state of a list, as of one transaction. */
public final class Sentences {

    private final Times times;

    public Sentences(ZoneId zone, Work work) {
        this.times = new Times(zone, Instant.ofEpochMilli(work.now()), work.activation());
    }

    public String beingRemoved(String name, Instant until, boolean undoable) {
        return "“" + Quote.cut(name) + "” is being removed, until " + times.ends(until)
                + (undoable ? ". Undo that instead." : ". Save this again after that.");
    }

    public String beingChanged(String name, Instant until, boolean undoable) {
        return "“" + Quote.cut(name) + "” has this address until " + times.ends(until)
                + (undoable ? ". Undo the change of that entry instead." : ". Save this again after that.");
    }

    public String tooLate(Instant instant, boolean removal) {
        return "Too late to undo. The change " + (instant.isAfter(times.now()) ? "takes" : "took") + " effect "
                + times.whenBegins(instant) + (removal ? ". Add it again to reverse it." : ". Edit the entry to reverse it.");
    }

    public String tooSoon(Instant effect) {
        return "The entry would expire before it takes effect " + times.whenBegins(effect) + ". Choose a later time.";
    }

    /** Returns what happened to the version on which an edit was based; blames nobody if there never was such a version. */
    public String conflict(EntryRow row, long version) {
        if (version < 1 || version > row.version) {
            return "The version that you started from does not exist. This entry is now at version " + row.version
                    + ". Read it again.";
        }
        return Quote.cut(row.changedBy) + (row.isDeleted() ? " deleted" : " changed") + " this entry "
                + times.happened(Instant.ofEpochMilli(row.changedAt)) + ".";
    }

    /** Returns the sentence that a stored text cannot be read; always one printable line, whatever the text contains. */
    public static String unreadable(long entry, String text, IllegalArgumentException why) {
        return Quote.visible("Entry " + entry + ", “" + Quote.cut(text) + "”, cannot be read: " + why.getMessage());
    }

    /** Returns the sentence about a list with a block entry that cannot be read. */
    public static String refused(String unreadable) {
        return unreadable + " It may be a block, so the list is not refreshed without it: its last good rules stay in force, and"
                + " nothing else can be saved. Delete that entry, or correct its row in ipr_entry_version.";
    }

    /** Returns the sentence about a list of which nothing is stored, although other lists are. */
    public static String unknown(String list, List<String> others, boolean more) {
        return "The database holds no list “" + Quote.cut(list) + "”, only " + others.stream().map(name -> "“" + Quote.cut(name) + "”")
                .collect(Collectors.joining(", ")) + (more ? " and others" : "") + ". Correct the setting list of the filter, or add the"
                + " first entry to that list. Until then, it allows nobody.";
    }
}
