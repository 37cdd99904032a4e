package org.iprestriction.admin;

import java.util.List;
import org.iprestriction.address.Notation;
import org.iprestriction.entry.EntryRejectedException.Problem;

/**
 * The dialog "IP List Configuration".
 *
 * @param title      the page's own part of the title
 * @param action     where it is sent
 * @param below      the line below the heading: "New entry" or the saved name
 * @param cancel     where Cancel leads
 * @param version    the entry's version the form was made for, or -1
 * @param entry      the entry's id for the preview, empty for a new one
 * @param note       what to know before saving, or null
 * @param errors     at most one for each field
 * @param preview    what the typed address means
 * @param say        the line above the buttons
 * @param readOnly   whether nothing can be saved
 * @param previewUrl where the script asks what an address means
 * @param zone       the zone of "Date and time", as it is on that date
 */
record EntryDialog(String title, String action, String below, String cancel, long version, String entry, Typed typed,
        Note note, List<FieldError> errors, Preview preview, String say, boolean readOnly, String previewUrl,
        String zone, String csrf, String nonce) implements Dialog {
    static final String UNSAVED = "Not saved. Press Esc again to discard what you typed.";
    static final String EMPTY = "What you type is explained here before you save.";
    static final String OFFLINE = "The preview is not available. You can still save.";

    /** What is wrong with a field, and what was probably meant. */
    record FieldError(String field, Phrase text, List<Fix> fixes) {

        FieldError with(List<Fix> others) {
            return new FieldError(field, text, others);
        }
    }

    /**
     * A correction as a button.
     *
     * @param text  what the field is to hold
     * @param type  the type it belongs to, empty when it is no address
     * @param count what it means: how many addresses, or in which zone
     */
    record Fix(String text, String type, Phrase count) {

        static Fix of(Notation notation) {
            boolean single = notation.kind() == Notation.Kind.SINGLE;
            return new Fix(notation.toString(), single ? "ip" : "range",
                    Meaning.one(notation.range()) ? Phrase.of("one address") : Meaning.count(notation.range()));
        }
    }

    /** The problem with a link to the entry it collides with, when that is known by name. */
    static FieldError error(Problem problem, String collidesWith, Links links) {
        Phrase text = Phrase.of(problem.sentence());
        int at = collidesWith == null ? -1 : problem.sentence().indexOf(collidesWith);
        if (at >= 0) {
            text = Phrase.of(problem.sentence().substring(0, at)).link(collidesWith, links.entry(problem.entry()))
                    .text(problem.sentence().substring(at + collidesWith.length()));
        }
        return new FieldError(problem.field(), text, problem.corrections().stream().map(Fix::of).toList());
    }

    FieldError error(String field) {
        return errors.stream().filter(e -> e.field().equals(field)).findFirst().orElse(null);
    }

    /** The field that gets the focus: the first with an error, else the name. */
    String focus() {
        for (String field : List.of("type", "name", "address", "action", "expiresAt")) {
            if (error(field) != null) {
                return field;
            }
        }
        return "name";
    }

    boolean optionsOpen() {
        return typed.special() || error("action") != null || error("expiresAt") != null;
    }
}
