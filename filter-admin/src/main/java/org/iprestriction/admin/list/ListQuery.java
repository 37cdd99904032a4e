package org.iprestriction.admin.list;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iprestriction.admin.page.Form;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter.Group;
import org.iprestriction.entry.EntryFilter;

/**
 * The query parameters of the page: which entries it shows and in which order. Unknown values mean the default.
 *
 * @param check the address typed into the Check panel, empty if none
 * @param page  the number of the page of a long list, from 1 on
 * @param at    the id of the entry whose page is shown instead, or -1
 */
record ListQuery(EntryFilter filter, Sort sort, boolean descending, String check, int page, long at) {

    /** The sortable columns. Last use is not recorded yet, so sorting by it sorts by name. */
    enum Sort {
        NAME, STATUS, USED, CHANGED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final ListQuery DEFAULT = new ListQuery(EntryFilter.ALL, Sort.NAME, false, "", 1, -1);
    private static final Pattern OF_AN_ENTRY = Pattern.compile("/([0-9]{1,18})(/.*)?");

    static ListQuery of(Form query) {
        String q = query.get("q").strip();
        return new ListQuery(new EntryFilter(q.length() > EntryFilter.LONGEST_TEXT ? q.substring(0, EntryFilter.LONGEST_TEXT) : q,
                Group.named(query.get("status")).orElse(Group.ALL)), word(Sort.values(), query.get("sort"), Sort.NAME),
                query.get("dir").equals("desc"), check(query.get("check")), (int) Math.min(Math.max(query.number("page", 1), 1),
                        Integer.MAX_VALUE), query.number("at", -1));
    }

    /** Returns what the list shows behind a dialog: if it is about an entry, the page with that entry. */
    static ListQuery behindDialog(String path) {
        Matcher entry = OF_AN_ENTRY.matcher(path);
        return entry.matches() ? new ListQuery(DEFAULT.filter, DEFAULT.sort, false, "", 1, Long.parseLong(entry.group(1))) : DEFAULT;
    }

    /** Removes U+0020 at both ends and nothing else; other white space is part of the input. */
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

    /** Returns the matching entries of the selected group in order. Entries that compare equal are sorted by name. */
    List<Entry> rows(List<Entry> entries) {
        return filter.of(entries).stream().sorted(order()).toList();
    }

    /** Returns the parameters of this page with another group. */
    Map<String, String> with(Group other) {
        return parameters(other, sort, descending);
    }

    /**
     * Returns the parameters of this page sorted by {@code column}, with the order reversed if it is already sorted by that
     * column.
     */
    Map<String, String> with(Sort column) {
        return parameters(filter.group(), column, sort == column && !descending);
    }

    /** Returns the parameters of another page. */
    Map<String, String> withPage(int number) {
        Map<String, String> parameters = parameters(filter.group(), sort, descending);
        parameters.put("page", number == 1 ? "" : Integer.toString(number));
        return parameters;
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
