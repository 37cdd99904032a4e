package org.iprestriction.admin.list;

import java.util.List;
import java.util.stream.IntStream;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.page.Links;
import org.iprestriction.admin.text.Counts;
import org.iprestriction.entry.Entry;

/**
 * The page of the matching entries that is shown, and the links to its neighbours.
 *
 * @param rows the entries of this page
 * @param place which of how many these are, such as {@code 201–400 of 5,000}; null if they are all there are
 * @param previous the page before, or null
 * @param next the page after, or null
 */
record Pager(List<Entry> rows, String place, String previous, String next) {
    private static final int SIZE = 200;

    /**
     * Returns the page that was asked for. A number beyond the last page means the last one.
     *
     * @param rows all matching entries in order
     * @param opened the id of the entry whose page is shown if it is among them
     */
    static Pager of(List<Entry> rows, ListQuery query, long opened, Links links) {
        if (rows.size() <= ListReading.ONE_PAGE) {
            return new Pager(rows, null, null, null);
        }
        int pages = (rows.size() + SIZE - 1) / SIZE;
        int index = IntStream.range(0, rows.size()).filter(i -> rows.get(i).id() == opened).findFirst().orElse(-1);
        int page = index >= 0 ? index / SIZE + 1 : Math.min(query.page(), pages);
        int from = (page - 1) * SIZE;
        int to = Math.min(from + SIZE, rows.size());
        return new Pager(rows.subList(from, to), Counts.number(from + 1) + "–" + Counts.number(to) + " of " + Counts.number(rows.size()),
                page == 1 ? null : links.filtered(query.withPage(page - 1)),
                page == pages ? null : links.filtered(query.withPage(page + 1)));
    }
}
