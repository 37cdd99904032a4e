package org.iprestriction.jpa;

import java.util.Objects;
import org.iprestriction.store.ChangeRow;
import org.iprestriction.store.ListRow;
import org.iprestriction.store.StoredLists;
import org.iprestriction.store.Timeline.Touch;
import org.iprestriction.store.Work;

/** Sets the limits of lists, in a transaction that holds the lock, and writes the history. */
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

    /** Sets the limit of a list; null for the usual one. The row stays even then, so that the list never has an older revision. */
    void set(String list, Integer limit) {
        ListRow known = StoredLists.row(work, list).orElse(null);
        Integer before = known == null ? null : known.maxEntries;
        if (Objects.equals(before, limit)) {
            return;
        }
        Touch touch = work.touch();
        ListRow row = known == null ? new ListRow(list) : known;
        row.maxEntries = limit;
        row.revision = touch.revision();
        row.changedAt = touch.at();
        row.changedBy = request.author().user();
        if (known == null) {
            work.entities().persist(row);
        }
        ChangeRow change = request.change(touch, work.token(), list, "limited");
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
