package org.iprestriction.admin.page;

/** A question or form shown over a page, with its own URL. */
public interface Dialog extends View {
    /** What the script says before it discards what was typed. */
    String UNSAVED = "Not saved. Press Esc again to discard what you typed.";

    /** Returns the page's own part of the title. */
    String title();
}
