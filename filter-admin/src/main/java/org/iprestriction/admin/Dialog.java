package org.iprestriction.admin;

/** What lies over the list: a question or a form, at an address of its own. */
interface Dialog extends View {
    /** The page's own part of the title. */
    String title();
}
