package org.iprestriction.admin.page;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import org.iprestriction.admin.text.Phrase;

/**
 * The message on the next page about the change just made. It is kept in the session and shown once.
 *
 * @param tone  {@code ok} or {@code warn}
 * @param undo  the id of the entry whose change can be undone, or -1
 * @param version the version of that entry that Undo reverts
 * @param fresh the id of the entry to highlight in the list, or -1
 */
public record Flash(String tone, Phrase text, Phrase below, long undo, long version, long fresh) implements Serializable {
    private static final String ATTRIBUTE = Flash.class.getName();

    /** Returns the message that nothing was changed because the session had ended. */
    public static Flash nothingChanged() {
        return warn(Phrase.EMPTY.strong("Nothing was changed.")
                .text(" You were signed out while this page was open. Check the list and try again."));
    }

    public static Flash warn(Phrase text) {
        return new Flash("warn", text, Phrase.EMPTY, -1, -1, -1);
    }

    public void put(HttpSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    /** Removes and returns the waiting message, or returns null if there is none. */
    public static Flash take(HttpSession session) {
        Object flash = session.getAttribute(ATTRIBUTE);
        session.removeAttribute(ATTRIBUTE);
        return flash instanceof Flash f ? f : null;
    }

    public Note note(Links links, String csrf, String nonce) {
        SmallForm form = undo < 0 ? null : new SmallForm(links.undo(undo), csrf, nonce + ".f" + undo, version, null);
        return new Note(tone, "flash", "status", text, below, form);
    }
}
