package org.iprestriction.admin.entry;

import gg.jte.html.HtmlTemplateOutput;
import java.util.List;
import org.iprestriction.address.Notation;
import org.iprestriction.admin.access.Csrf;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.page.Dialog;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.Links;
import org.iprestriction.admin.page.Note;
import org.iprestriction.admin.text.Meaning;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException.Problem;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Times;

/**
 * The dialog "IP List Configuration".
 *
 * @param title      the page's own part of the title
 * @param action     the target of the form
 * @param below      the line below the heading: "New entry" or the saved name
 * @param cancel     the target of Cancel
 * @param version    the version of the entry that the form was made for, or -1
 * @param entry      the entry's id for the preview, empty for a new entry
 * @param note       what to know before saving, or null
 * @param errors     at most one for each field
 * @param preview    what the typed address means
 * @param say        the line above the buttons
 * @param readOnly   whether nothing can be saved
 * @param previewUrl where the script asks what an address means
 * @param zone       the time zone of "Date and time", with its offset on that date
 * @param unsettled  an earlier attempt to save the same form, as a hidden field; empty if there was none
 */
record EntryDialog(String title, String action, String below, String cancel, long version, String entry, EntryFields typed,
        Note note, List<FieldError> errors, Preview preview, String say, boolean readOnly, String previewUrl,
        String zone, String csrf, String nonce, String unsettled) implements Dialog {
    static final String EMPTY = "What you type is explained here before you save.";
    static final String OFFLINE = "The preview is not available. You can still save.";

    /** What is wrong with a field, and what was probably meant. */
    record FieldError(String field, Phrase text, List<Fix> fixes) {

        FieldError with(List<Fix> others) {
            return new FieldError(field, text, others);
        }
    }

    /**
     * A correction, shown as a button.
     *
     * @param text  the corrected text for the field
     * @param type  the entry type of the correction, empty if it is not an address
     * @param count what it means: the number of addresses, or the time zone
     */
    record Fix(String text, String type, Phrase count) {

        static Fix of(Notation notation) {
            return new Fix(notation.toString(), EntrySpec.type(notation),
                    Meaning.one(notation.range()) ? Phrase.of("one address") : Meaning.count(notation.range()));
        }
    }

    /** Returns the error with a link to the entry it collides with, if the name of that entry is known. */
    static FieldError error(Problem problem, String collidesWith, Links links) {
        Phrase text = Phrase.of(problem.sentence());
        int at = collidesWith == null ? -1 : problem.sentence().indexOf(collidesWith);
        if (at >= 0) {
            text = Phrase.of(problem.sentence().substring(0, at)).link(collidesWith, links.entry(problem.entry()))
                    .text(problem.sentence().substring(at + collidesWith.length()));
        }
        return new FieldError(problem.field(), text, problem.corrections().stream().map(Fix::of).toList());
    }

    static EntryDialog of(Exchange exchange, ListReading reading, Entry entry, EntryFields typed, Note note,
            List<FieldError> errors, long version, boolean refused) {
        return of(exchange, reading, entry, typed, note, errors, version, refused, null);
    }

    /**
     * @param entry   the entry being edited, or null for a new one
     * @param refused whether a form was sent that could not be saved
     * @param before  an earlier attempt to save the same form, or null
     */
    static EntryDialog of(Exchange exchange, ListReading reading, Entry entry, EntryFields typed, Note note,
            List<FieldError> errors, long version, boolean refused, Unsettled before) {
        Times times = exchange.times(reading.listing());
        boolean added = entry == null;
        boolean readOnly = !exchange.user().admin();
        String state = added ? "Add" : (readOnly ? "View " : "Edit ") + entry.name();
        String changed = added ? "" : "Changed " + times.momentInside(entry.changedAt()) + " by " + entry.changedBy()
                + ". ";
        Note first = note == null && entry != null && entry.deleted() && !readOnly
                ? Note.warn(Phrase.of("This entry is being removed. Saving it here keeps it in the list.")) : note;
        boolean wrongAddress = errors.stream().anyMatch(e -> e.field().equals("address"));
        return new EntryDialog((refused ? "Error: " : "") + state, added ? exchange.links().list() : exchange.links().entry(entry.id()),
                added ? "New entry" : entry.name(), added ? exchange.links().list("add") : exchange.links().name(entry.id(), reading.paged()), version,
                added ? "" : Long.toString(entry.id()), typed, first, errors,
                wrongAddress || typed.address().isBlank() ? Preview.NONE : Preview.of(exchange, reading, typed, entry),
                changed + (readOnly ? "" : times.takesEffect()), readOnly, exchange.links().preview(),
                times.zoneLabel(ExpiryField.readOrNull(typed.expiresAt(), times.zone())), exchange.csrf(),
                before == null ? Csrf.random() : before.nonce(), before == null ? "" : before.value());
    }

    FieldError error(String field) {
        return errors.stream().filter(e -> e.field().equals(field)).findFirst().orElse(null);
    }

    /** Returns the field that gets the focus: the first with an error, otherwise the name. */
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

    @Override
    public void render(HtmlTemplateOutput output) {
        JteentryGenerated.render(output, null, this);
    }
}
