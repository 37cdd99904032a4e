package org.iprestriction.admin.list;

import java.util.ArrayList;
import java.util.List;
import org.iprestriction.admin.page.HiddenField;
import org.iprestriction.admin.page.Links;
import org.iprestriction.admin.text.Counts;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter.Group;

/**
 * The line above the table.
 *
 * @param action the target of the text filter
 * @param hidden the other parameters that the filter keeps
 * @param used   the text on the right: how full the list is
 * @param bold   whether the list is nearly full
 */
record FilterBar(String action, String q, List<HiddenField> hidden, List<Pick> picks, String used, boolean bold) {

    /** A group of entries with its count. */
    record Pick(String text, String href, boolean current) {}

    static FilterBar of(ListQuery query, List<Entry> entries, Links links, String used, boolean bold) {
        List<Entry> matching = query.filter().matching(entries);
        var picks = new ArrayList<Pick>();
        for (Group group : Group.values()) {
            long count = matching.stream().filter(e -> group.holds(e.status())).count();
            picks.add(new Pick(label(group) + " " + Counts.number(count), links.filtered(query.with(group)),
                    group == query.filter().group()));
        }
        var hidden = new ArrayList<HiddenField>();
        query.with(query.filter().group()).forEach((name, value) -> {
            if (!name.equals("q") && !value.isEmpty()) {
                hidden.add(new HiddenField(name, value));
            }
        });
        return new FilterBar(links.list(), query.filter().text(), hidden, picks, used, bold);
    }

    private static String label(Group group) {
        String word = group.word();
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
