package org.iprestriction.jpa;

import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter;
import org.iprestriction.entry.EntryOrder;
import org.iprestriction.entry.EntryPage.Position;
import org.iprestriction.entry.EntryPage;
import org.iprestriction.store.EntryRow;
import org.iprestriction.store.KnownCounts;
import org.iprestriction.store.Sentences;
import org.iprestriction.store.StoredEntries;
import org.iprestriction.store.StoredEntry;
import org.iprestriction.store.Work;

/**
 * Reads one page of a list. The database skips what comes before the page by an index, so that a page costs the same
 * wherever it begins. It cannot apply the filter, because it knows neither the status nor the ranges of entries: the
 * entries are read in portions until enough of them match. Used in one transaction.
 */
final class PageReader {

    private static final int SMALLEST_PORTION = 200;
    private static final int LARGEST_PORTION = 5_000;

    private final Work work;
    private final String list;
    private final EntryOrder order;
    private final Standing standing;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    /** The position up to which the list has been read. */
    private Position last;
    private Position next;
    private boolean exhausted;
    /** Doubles with each portion, so that few statements are needed where few entries match. */
    private int smallestPortion = SMALLEST_PORTION;

    PageReader(Work work, String list, EntryOrder order) {
        this.work = work;
        this.list = list;
        this.order = order;
        this.standing = Standing.of(work, list);
    }

    /** Reads the entries after a position, or the first ones if it is null. */
    EntryPage read(EntryFilter filter, Position after, int size, KnownCounts counts) {
        last = after;
        Predicate<Entry> wanted = filter.test();
        while (next == null && !exhausted) {
            for (StoredEntry stored : portion(size + 1 - entries.size())) {
                Entry entry = stored.isGone(work.now()) ? null : readable(stored);
                if (entry != null && wanted.test(entry)) {
                    if (entries.size() == size) {
                        next = last;
                        break;
                    }
                    entries.add(entry);
                }
                last = position(stored.row);
            }
        }
        return new EntryPage(entries, next, work.revision(), Instant.ofEpochMilli(work.now()), work.activation(),
                counts.used(work, list), unreadable);
    }

    private Entry readable(StoredEntry stored) {
        try {
            return standing.entry(stored);
        } catch (IllegalArgumentException e) {
            unreadable.add(Sentences.unreadable(stored.row.id, stored.row.name, e));
            return null;
        }
    }

    /** Returns the next entries, all of which have a version. The last one is omitted if others of its versions may be missing. */
    private List<StoredEntry> portion(int wanted) {
        int least = smallestPortion;
        smallestPortion = Math.min(2 * Math.max(smallestPortion, wanted), LARGEST_PORTION);
        for (int rows = Math.max(least, wanted + wanted / 2);; rows *= 2) {
            List<Object[]> read = query().setMaxResults(rows).getResultList();
            List<StoredEntry> found = StoredEntries.detached(read);
            exhausted = read.size() < rows;
            if (exhausted || found.size() > 1) {
                return exhausted ? found : found.subList(0, found.size() - 1);
            }
        }
    }

    private TypedQuery<Object[]> query() {
        String than = order.descending() ? " < " : " > ";
        String direction = order.descending() ? " desc" : "";
        boolean byName = order.column() == EntryOrder.Column.NAME;
        String number = order.column() == EntryOrder.Column.CHANGED ? "e.revision" : "e.id";
        String condition = last == null ? ""
                : byName ? " and e.nameKey" + than.stripTrailing() + "= :text and (e.nameKey" + than + ":text or e.id" + than + ":number)"
                : " and " + number + than + ":number";
        TypedQuery<Object[]> query = StoredEntries.rows(work, list, condition + " order by "
                + (byName ? "e.nameKey" + direction + ", " : "") + number + direction);
        if (last != null) {
            query.setParameter("number", last.number());
        }
        return last != null && byName ? query.setParameter("text", last.text()) : query;
    }

    private Position position(EntryRow row) {
        return switch (order.column()) {
            case NAME -> new Position(row.nameKey, row.id);
            case ADDED -> new Position("", row.id);
            case CHANGED -> new Position("", row.revision);
        };
    }
}
