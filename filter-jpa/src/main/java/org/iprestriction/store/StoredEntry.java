package org.iprestriction.store;

import java.util.Collection;
import org.iprestriction.entry.EntrySpec;

/** An entry as stored in the database: its row and its versions over time. */
public final class StoredEntry {

    public final EntryRow row;
    public final Timeline timeline;

    public StoredEntry(EntryRow row, Collection<VersionRow> versions) {
        this.row = row;
        this.timeline = new Timeline(versions);
    }

    /** Returns whether the entry was deleted and no version is or will be in force. */
    public boolean isGone(long now) {
        return row.isDeleted() && !timeline.appliesAfter(now);
    }

    /** Returns the newest saved state, or null if there is none or it cannot be read. */
    public EntrySpec saved() {
        try {
            return timeline.last() == null ? null : timeline.last().spec(row.name);
        } catch (IllegalArgumentException e) {
            return null; // only edits and deletions call this, and both replace a version that cannot be read
        }
    }

    /** Returns whether the wanted state is already saved. */
    public boolean isSavedAs(EntrySpec wanted) {
        return !row.isDeleted() && wanted.name().equals(row.name) && appliesLike(wanted);
    }

    /** Returns whether the newest state is the wanted one, ignoring the name. */
    public boolean appliesLike(EntrySpec wanted) {
        EntrySpec saved = saved();
        return saved != null && saved.appliesLike(wanted);
    }
}
