package org.iprestriction.admin;

import java.util.List;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.Times;

/** Puts the dialog "IP List Configuration" together. */
final class EntryDialogs {
    private EntryDialogs() {}

    /**
     * @param entry   the entry being edited, or null for a new one
     * @param refused whether this is the answer to a form that was not saved
     */
    static EntryDialog of(Exchange x, Shown shown, Entry entry, Typed typed, Note note,
            List<EntryDialog.FieldError> errors, long version, boolean refused) {
        Times times = x.times(shown.listing());
        boolean added = entry == null;
        boolean readOnly = !x.user.admin();
        String state = added ? "Add" : (readOnly ? "View " : "Edit ") + entry.name();
        String changed = added ? "" : "Changed " + times.momentInside(entry.changedAt()) + " by " + entry.changedBy()
                + ". ";
        Note first = note == null && entry != null && entry.deleted() && !readOnly
                ? Note.warn(Phrase.of("This entry is being removed. Saving it here keeps it in the list.")) : note;
        boolean wrongAddress = errors.stream().anyMatch(e -> e.field().equals("address"));
        return new EntryDialog((refused ? "Error: " : "") + state, added ? x.links.list() : x.links.entry(entry.id()),
                added ? "New entry" : entry.name(), added ? x.links.list("add") : x.links.name(entry.id()), version,
                added ? "" : Long.toString(entry.id()), typed, first, errors,
                wrongAddress || typed.address().isBlank() ? Preview.NONE : Previews.of(x, shown, typed, entry),
                changed + (readOnly ? "" : times.takesEffect()), readOnly, x.links.preview(),
                times.zoneLabel(TypedEnd.readOrNull(typed.expiresAt(), times.zone())), x.csrf(), Csrf.random());
    }
}
