package org.iprestriction.admin.page;

import org.iprestriction.admin.text.Phrase;

/**
 * A framed message.
 *
 * @param tone  {@code ok}, {@code warn}, {@code bad} or empty
 * @param id    the element's id, or null
 * @param role  the ARIA role, or null
 * @param text  the message
 * @param below a second, less prominent line, or empty
 * @param undo  an Undo button, or null
 */
public record Note(String tone, String id, String role, Phrase text, Phrase below, SmallForm undo) {

    public static Note warn(Phrase text) {
        return new Note("warn", null, null, text, Phrase.EMPTY, null);
    }

    public static Note bad(Phrase text) {
        return new Note("bad", null, null, text, Phrase.EMPTY, null);
    }

    public Note id(String id) {
        return new Note(tone, id, role, text, below, undo);
    }

    public Note role(String role) {
        return new Note(tone, id, role, text, below, undo);
    }

    String icon() {
        return switch (tone) {
            case "ok" -> "tick";
            case "warn", "bad" -> "warning";
            default -> "info";
        };
    }
}
