package org.iprestriction.admin.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iprestriction.admin.http.ListId;
import org.iprestriction.admin.page.Form;
import org.iprestriction.entry.EntryFilter;

/**
 * The query parameters of the page of all lists: which lists it shows. Invalid values are left out.
 *
 * <p>A page begins after the last list of the one before it. The database finds it from there, but not the other way round, so the
 * link to the next page carries where the pages before it began.
 *
 * @param search what the names contain, empty for all lists
 * @param after  the list after which the page begins, or null
 * @param trail  the ids of the lists after which the pages before this one began, without the first page; begins with
 *               {@code ..} if some were left out, because a URL cannot be of any length
 */
record ListsQuery(String search, String after, List<String> trail) {
    private static final int LONGEST_TRAIL = 1_000;
    private static final String SEPARATOR = ",";
    /** Stands for the pages that were left out. It is the id of no list. */
    private static final String LEFT_OUT = "..";

    static ListsQuery of(Form form) {
        String q = form.get("q").strip();
        List<String> trail = Stream.of(form.get("trail").split(SEPARATOR)).filter(id -> id.equals(LEFT_OUT) || ListId.name(id) != null)
                .toList();
        return new ListsQuery(q.length() > EntryFilter.LONGEST_TEXT ? q.substring(0, EntryFilter.LONGEST_TEXT) : q,
                ListId.name(form.get("after")), trail);
    }

    /** Returns the parameters of this page. */
    Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("q", search);
        parameters.put("after", after == null ? "" : ListId.of(after));
        parameters.put("trail", String.join(SEPARATOR, trail));
        return parameters;
    }

    /** Returns the page that begins after {@code name}. */
    ListsQuery next(String name) {
        var longer = new ArrayList<>(trail);
        if (after != null) {
            longer.add(ListId.of(after));
        }
        while (String.join(SEPARATOR, longer).length() > LONGEST_TRAIL) {
            longer.removeAll(List.of(LEFT_OUT));
            longer.set(0, LEFT_OUT);
        }
        return new ListsQuery(search, name, longer);
    }

    /** Returns the page before this one, or the first page if it is not known; null if this is the first page. */
    ListsQuery previous() {
        if (after == null) {
            return null;
        }
        int last = trail.size() - 1;
        return last < 0 || trail.get(last).equals(LEFT_OUT) ? new ListsQuery(search, null, List.of())
                : new ListsQuery(search, ListId.name(trail.get(last)), trail.subList(0, last));
    }

    /** Returns whether the page before this one is known. */
    boolean knowsPrevious() {
        return !trail.equals(List.of(LEFT_OUT));
    }
}
