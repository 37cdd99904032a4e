package org.iprestriction.admin.page;

/** What lies over the list: a question or a form, at an address of its own. */
public interface Dialog extends View {
    /** The page's own part of the title. */
    String title();
}
