package org.iprestriction.jpa;

import java.util.Objects;
import org.iprestriction.store.ChangeRow;
import org.iprestriction.store.ListRow;
import org.iprestriction.store.StoredLists;
import org.iprestriction.store.Timeline.Touch;
import org.iprestriction.store.Work;

/** Sets the limit of a list, in a transaction that holds the lock, and writes the history. */
final class Limits {

    private final Work work;
    private final Request request;
    private final int usual;

    /** {@code usual} is the limit that is set for all lists. */
    Limits(Work work, Request request, int usual) {
        this.work = work;
        this.request = request;
        this.usual = usual;
    }

    /** Sets the limit of the list; null for the usual one. The row stays even then, or the revision of the list would go back. */
    void set(Integer limit) {
        ListRow known = StoredLists.row(work, request.list()).orElse(null);
        Integer before = known == null ? null : known.maxEntries;
        if (Objects.equals(before, limit)) {
            return;
        }
        Touch touch = work.touch();
        ListRow row = known == null ? new ListRow(request.list()) : known;
        row.maxEntries = limit;
        row.revision = touch.revision();
        row.changedAt = touch.at();
        row.changedBy = request.author().user();
        if (known == null) {
            work.entities().persist(row);
        }
        ChangeRow change = request.change(touch, work.token(), "limited");
        change.entryName = "";
        change.before = describe(before);
        change.after = describe(limit);
        work.entities().persist(change);
    }

    private String describe(Integer limit) {
        int entries = limit == null ? usual : limit;
        return entries + (entries == 1 ? " entry" : " entries") + (limit == null ? ", as set for all lists" : "");
    }
}
