package org.iprestriction.admin.page;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import org.iprestriction.admin.text.Phrase;

/**
 * The message on the next page about the change just made. It is kept in the session and shown once, on the page of the list that
 * was changed: the session may belong to somebody who sees several.
 *
 * @param tone  {@code ok} or {@code warn}
 * @param undo  the id of the entry whose change can be undone, or -1
 * @param version the version of that entry that Undo reverts
 * @param fresh the id of the entry to highlight in the list, or -1
 */
public record Flash(String tone, Phrase text, Phrase below, long undo, long version, long fresh) implements Serializable {
    private static final String ATTRIBUTE = Flash.class.getName();
    /** Stands for the page of all lists; no list has this name. */
    public static final String ALL_LISTS = "";

    /** A message that waits. {@code list} is the name of the list that it is about; null if it is about none. */
    private record Waiting(Flash flash, String list) implements Serializable {}

    /** Returns the message that nothing was changed, and why: {@code interrupted} is the beginning of a sentence. */
    public static Flash nothingChanged(String interrupted) {
        return warn(Phrase.EMPTY.strong("Nothing was changed.")
                .text(" " + interrupted + " while this page was open. Check the list and try again."));
    }

    public static Flash warn(Phrase text) {
        return new Flash("warn", text, Phrase.EMPTY, -1, -1, -1);
    }

    /** Keeps the message for the next page, whichever that is. */
    public void put(HttpSession session) {
        put(session, null);
    }

    /** Keeps the message for the next page of a list. */
    public void put(HttpSession session, String list) {
        session.setAttribute(ATTRIBUTE, new Waiting(this, list));
    }

    /** Removes and returns the message that waits for a page of {@code list}, or returns null if there is none. */
    public static Flash take(HttpSession session, String list) {
        if (session.getAttribute(ATTRIBUTE) instanceof Waiting waiting && (waiting.list() == null || waiting.list().equals(list))) {
            session.removeAttribute(ATTRIBUTE);
            return waiting.flash();
        }
        return null;
    }

    public Note note(Links links, String csrf, String nonce) {
        SmallForm form = undo < 0 ? null : new SmallForm(links.undo(undo), csrf, nonce + ".f" + undo, version, null);
        return new Note(tone, "flash", "status", text, below, form);
    }
}
