package org.iprestriction.admin.page;

/** A question or form shown over the list, with its own URL. */
public interface Dialog extends View {
    /** Returns the page's own part of the title. */
    String title();
}
