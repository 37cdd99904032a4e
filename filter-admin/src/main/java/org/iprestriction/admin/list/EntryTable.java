package org.iprestriction.admin.list;

import java.util.List;
import org.iprestriction.admin.page.Links;

/** The rows of the list and the links that sort them. */
record EntryTable(String caption, Head name, Head status, Head used, Head changed, List<TableRow> rows) {

    /**
     * The heading of a sortable column.
     *
     * @param sorted {@code ascending}, {@code descending} or null
     */
    record Head(String text, String href, String sorted) {

        static Head of(String text, ListQuery.Sort column, ListQuery query, Links links) {
            String sorted = query.sort() != column ? null : query.descending() ? "descending" : "ascending";
            return new Head(text, links.filtered(query.with(column)), sorted);
        }
    }

    static EntryTable of(ListQuery query, Links links, String caption, List<TableRow> rows) {
        return new EntryTable(caption, Head.of("IP Name", ListQuery.Sort.NAME, query, links),
                Head.of("Status", ListQuery.Sort.STATUS, query, links),
                Head.of("Last used", ListQuery.Sort.USED, query, links),
                Head.of("Changed", ListQuery.Sort.CHANGED, query, links), rows);
    }
}
