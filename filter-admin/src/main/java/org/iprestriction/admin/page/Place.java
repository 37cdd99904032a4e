package org.iprestriction.admin.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a page stands among the others: for its tabs, its breadcrumb and its heading.
 *
 * @param own      whether the user has a list of their own
 * @param operator whether the user may see all lists
 * @param below    whether the page belongs to those of all lists
 * @param named    the name of the list that an operator looks at, or null
 */
public record Place(boolean own, boolean operator, boolean below, String named) {
    /** The place of the pages about one's own list, for somebody who has no other. */
    public static final Place OWN = new Place(true, false, false, null);

    /** A tab. {@code current} is the value of {@code aria-current}, or null. */
    record Tab(String text, String href, String current) {}

    List<Tab> tabs(Links links) {
        var tabs = new ArrayList<Tab>();
        if (own) {
            tabs.add(new Tab("IP list", links.home(), below ? null : "page"));
        }
        if (operator) {
            tabs.add(new Tab("Lists", links.lists(), !below ? null : named == null ? "page" : "true"));
        }
        return tabs;
    }

    /** Returns the place of the page of all lists. */
    Place ofAllLists() {
        return new Place(own, operator, true, null);
    }

    /** Returns the heading of the page of a list. */
    public String heading() {
        return named == null ? "IP Restriction" : named;
    }
}
