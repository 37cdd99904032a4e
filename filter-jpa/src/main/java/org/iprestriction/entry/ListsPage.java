package org.iprestriction.entry;

import java.util.List;

/**
 * Some of the lists of a store. Immutable and thread-safe.
 *
 * @param lists the lists, sorted by name as the database compares texts exactly; not null. There may be fewer than were asked for,
 *     even none, although more follow: a page does not look at any number of lists that are gone
 * @param next the name after which the next page begins; null if this is the last one
 */
public record ListsPage(List<ListSummary> lists, String next) {

    /**
     * Creates a page with a copy of the given lists.
     *
     * @param lists not null
     * @param next null for the last page
     */
    public ListsPage {
        lists = List.copyOf(lists);
    }
}
