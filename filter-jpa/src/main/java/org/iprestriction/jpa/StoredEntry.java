package org.iprestriction.jpa;

import java.util.Collection;
import org.iprestriction.entry.EntrySpec;

/** An entry as it is in the database: its row and its states over time. */
final class StoredEntry {

    final EntryRow row;
    final Timeline timeline;

    StoredEntry(EntryRow row, Collection<VersionRow> versions) {
        this.row = row;
        this.timeline = new Timeline(versions);
    }

    /** Tells whether the entry was deleted and nothing of it applies any more, or will. */
    boolean isGone(long now) {
        return row.isDeleted() && !timeline.appliesAfter(now);
    }

    /** Returns the newest saved state, or null where there is none or it cannot be read. */
    EntrySpec saved() {
        try {
            return timeline.last() == null ? null : timeline.last().spec(row.name);
        } catch (IllegalArgumentException e) {
            return null; // only an edit or a deletion asks, and either replaces what cannot be read
        }
    }

    /** Tells whether what was saved last is what is wanted. */
    boolean isSavedAs(EntrySpec wanted) {
        return !row.isDeleted() && wanted.name().equals(row.name) && appliesLike(wanted);
    }

    /** Tells whether the newest state is what is wanted, whatever the name. */
    boolean appliesLike(EntrySpec wanted) {
        EntrySpec saved = saved();
        return saved != null && saved.appliesLike(wanted);
    }
}
