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
import org.iprestriction.store.Sentences;
import org.iprestriction.store.StoredEntries;
import org.iprestriction.store.StoredEntry;
import org.iprestriction.store.StoredList;
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
    private final StoredList whole;
    private final EntryOrder order;
    private final Standing standing;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    /** The position up to which the list has been read. */
    private Position last;
    private Position next;
    private boolean exhausted;
    /** How many entries are read at least; doubles each time, so that few statements are needed where few entries match. */
    private int portion = SMALLEST_PORTION;

    PageReader(Work work, String list, EntryOrder order) {
        this.work = work;
        this.list = list;
        this.whole = StoredList.read(work, list);
        this.order = order;
        this.standing = Standing.of(work, list);
    }

    /** Reads the entries after a position, or the first ones if it is null. */
    EntryPage read(EntryFilter filter, Position after, int size, Terms terms) {
        last = after;
        Predicate<Entry> wanted = filter.test();
        while (next == null && !exhausted) {
            Position end = end(Math.max(portion, size + 1 - entries.size()));
            portion = Math.min(2 * portion, LARGEST_PORTION);
            for (StoredEntry stored : end == null ? List.<StoredEntry>of() : upTo(end)) {
                Entry entry = stored.isGone(work.now()) ? null : readable(stored);
                if (entry != null && wanted.test(entry)) {
                    if (entries.size() == size) {
                        next = last;
                        break;
                    }
                    entries.add(entry);
                }
                last = position(stored.row.nameKey, stored.row.id, stored.row.revision);
            }
            last = end; // those between may all be gone
        }
        return new EntryPage(entries, next, whole.revision(), Instant.ofEpochMilli(work.now()), work.activation(),
                terms.counts().used(work, list, whole), whole.limit(terms.settings().maxEntries()), unreadable);
    }

    private Entry readable(StoredEntry stored) {
        try {
            return standing.entry(stored);
        } catch (IllegalArgumentException e) {
            unreadable.add(Sentences.unreadable(stored.row.id, stored.row.name, e));
            return null;
        }
    }

    /**
     * Returns the position of the last of the next entries, or null if there are none. They are found in one table alone:
     * of a join, some databases sort all rows before they take the first ones.
     */
    private Position end(int rows) {
        List<Object[]> keys = parameters(work.query("select e.nameKey, e.id, e.revision from EntryRow e where e.list = :list"
                + after() + order(), Object[].class).setParameter("list", list), last, "").setMaxResults(rows).getResultList();
        exhausted = keys.size() < rows;
        Object[] end = keys.isEmpty() ? null : keys.get(keys.size() - 1);
        return end == null ? null : position((String) end[0], (Long) end[1], (Long) end[2]);
    }

    /** Returns the next entries up to a position. */
    private List<StoredEntry> upTo(Position end) {
        String condition = after() + limit(order.descending() ? " > " : " < ", "=", "End") + order();
        return StoredEntries.detached(parameters(parameters(StoredEntries.rows(work, list, condition), last, ""), end, "End")
                .getResultList());
    }

    private String after() {
        return last == null ? "" : limit(order.descending() ? " < " : " > ", "", "");
    }

    /** Returns the condition that an entry is before or after a position; {@code orAt} is "=" to include the entry there. */
    private String limit(String than, String orAt, String name) {
        String orEqual = than.stripTrailing() + orAt + " :number" + name;
        return switch (order.column()) {
            case NAME -> " and e.nameKey" + than.stripTrailing() + "= :text" + name + " and (e.nameKey" + than + ":text" + name
                    + " or e.id" + orEqual + ")";
            case ADDED -> " and e.id" + orEqual;
            case CHANGED -> " and e.revision" + orEqual;
        };
    }

    private String order() {
        String direction = order.descending() ? " desc" : "";
        return " order by " + switch (order.column()) {
            case NAME -> "e.nameKey" + direction + ", e.id" + direction;
            case ADDED -> "e.id" + direction;
            case CHANGED -> "e.revision" + direction;
        };
    }

    private TypedQuery<Object[]> parameters(TypedQuery<Object[]> query, Position at, String name) {
        if (at != null) {
            query.setParameter("number" + name, at.number());
            if (order.column() == EntryOrder.Column.NAME) {
                query.setParameter("text" + name, at.text());
            }
        }
        return query;
    }

    private Position position(String nameKey, long id, long revision) {
        return switch (order.column()) {
            case NAME -> new Position(nameKey, id);
            case ADDED -> new Position("", id);
            case CHANGED -> new Position("", revision);
        };
    }
}
