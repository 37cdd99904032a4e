package org.iprestriction.admin;

import java.util.ArrayList;
import java.util.List;
import org.iprestriction.entry.Entry;

/**
 * The line above the table.
 *
 * @param action where the text filter is sent
 * @param hidden the other parameters the filter keeps
 * @param used   the words on the right
 * @param bold   whether the list is nearly full
 */
record FilterBar(String action, String q, List<Field> hidden, List<Pick> picks, String used, boolean bold) {

    /** A choice with its count. */
    record Pick(String text, String href, boolean current) {}

    /** A hidden field. */
    record Field(String name, String value) {}

    static FilterBar of(ListQuery query, List<Entry> entries, Links links, String used, boolean bold) {
        List<Entry> matching = query.matching(entries);
        var picks = new ArrayList<Pick>();
        for (ListQuery.Show show : ListQuery.Show.values()) {
            long count = matching.stream().filter(e -> show.holds(e.status())).count();
            picks.add(new Pick(show.label + " " + Counts.number(count), links.filtered(query.with(show)),
                    show == query.status()));
        }
        var hidden = new ArrayList<Field>();
        query.with(query.status()).forEach((name, value) -> {
            if (!name.equals("q") && !value.isEmpty()) {
                hidden.add(new Field(name, value));
            }
        });
        return new FilterBar(links.list(), query.q(), hidden, picks, used, bold);
    }
}
