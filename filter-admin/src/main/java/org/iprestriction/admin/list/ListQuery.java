package org.iprestriction.admin.list;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.iprestriction.admin.page.Form;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter.Group;
import org.iprestriction.entry.EntryFilter;

/**
 * Which entries the page shows and in which order, as its address says. A word nobody knows means the default.
 *
 * @param check the address typed into the Check panel, empty when none
 */
record ListQuery(EntryFilter filter, Sort sort, boolean descending, String check) {
    private static final int LONGEST = 100;

    /** The columns one can sort by. Last use is not recorded yet, so that order is the order of names. */
    enum Sort {
        NAME, STATUS, USED, CHANGED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final ListQuery DEFAULT = new ListQuery(new EntryFilter("", Group.ALL), Sort.NAME, false, "");

    static ListQuery of(Form query) {
        String q = query.get("q").strip();
        return new ListQuery(new EntryFilter(q.length() > LONGEST ? q.substring(0, LONGEST) : q,
                word(Group.values(), query.get("status"), Group.ALL)), word(Sort.values(), query.get("sort"), Sort.NAME),
                query.get("dir").equals("desc"), check(query.get("check")));
    }

    /** Drops U+0020 at both ends and nothing else; any other white space is a part of what was asked. */
    private static String check(String typed) {
        int from = 0;
        int to = typed.length();
        while (from < to && typed.charAt(from) == ' ') {
            from++;
        }
        while (to > from && typed.charAt(to - 1) == ' ') {
            to--;
        }
        return typed.substring(from, to);
    }

    /** The rows to show: matching, of the chosen group, in order; ties by name. */
    List<Entry> rows(List<Entry> entries) {
        return filter.of(entries).stream().sorted(order()).toList();
    }

    /** The parameters of this page with another group. */
    Map<String, String> with(Group other) {
        return parameters(other, sort, descending);
    }

    /** The parameters of this page sorted by {@code column}; turned round when it is sorted by that already. */
    Map<String, String> with(Sort column) {
        return parameters(filter.group(), column, sort == column && !descending);
    }

    private Map<String, String> parameters(Group group, Sort column, boolean down) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("q", filter.text());
        parameters.put("status", group == Group.ALL ? "" : group.word());
        parameters.put("sort", column == Sort.NAME ? "" : column.word());
        parameters.put("dir", down ? "desc" : "");
        return parameters;
    }

    private Comparator<Entry> order() {
        Comparator<Entry> order = switch (sort) {
            case NAME, USED -> EntryFilter.BY_NAME;
            case STATUS -> Comparator.comparing(Entry::status);
            case CHANGED -> Comparator.comparing(Entry::changedAt);
        };
        return (descending ? order.reversed() : order).thenComparing(EntryFilter.BY_NAME);
    }

    private static <E extends Enum<E>> E word(E[] values, String text, E otherwise) {
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        return otherwise;
    }
}
