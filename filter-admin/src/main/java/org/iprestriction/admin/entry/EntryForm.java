package org.iprestriction.admin.entry;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.iprestriction.address.IpFormatException;
import org.iprestriction.address.Notation;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.context.StoreDown;
import org.iprestriction.admin.context.UnknownOutcome;
import org.iprestriction.admin.list.ListScreen;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.Flash;
import org.iprestriction.admin.page.Form;
import org.iprestriction.admin.page.MessagePage;
import org.iprestriction.admin.page.Note;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.database.OutcomeUnknownException;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryName;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntryRejectedException.Problem;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Times;

/**
 * The dialog "IP List Configuration" in one request: what stands in its fields, and for which entry.
 *
 * @param id      the entry's id, or {@link #NEW}
 * @param entry   the entry as it was read; null for a new one, and where the list could not be read
 * @param typed   what stands in the fields
 * @param version the entry's version that the form was made for; negative where there is none
 * @param before  an earlier attempt to save the form, of which it is not known whether it succeeded; null where there is none
 */
record EntryForm(Exchange exchange, ListReading reading, long id, Entry entry, EntryFields typed, long version,
        Unsettled before) {
    private static final long NEW = -1;
    static EntryForm ofNew(Exchange exchange, ListReading reading, EntryFields typed, Unsettled before) {
        return new EntryForm(exchange, reading, NEW, null, typed, -1, before);
    }

    void show() throws IOException {
        show(200, null, List.of());
    }

    /** Shows what was typed before the session ended. */
    void showKept() throws IOException {
        show(200, signedOut(), List.of());
    }

    private Note signedOut() {
        String why = exchange.interrupted() + " while this form was open.";
        return before != null ? unknown(why, reading) : Note.warn(Phrase.EMPTY.strong("Not saved yet.").text(" " + why
                + " What you typed is still here. Check it and save again."));
    }

    private void show(int status, Note note, List<EntryDialog.FieldError> errors) throws IOException {
        boolean refused = status >= 400;
        ListScreen.show(exchange, status, reading, EntryDialog.of(exchange, reading, entry, typed, note, errors, version, refused, before));
    }

    /** Shows what there is to say about an entry that does not exist any more, and offers to add what was typed. */
    void gone() throws IOException {
        String again = typed == null ? null : exchange.links().add(typed.type(), typed.address(), typed.name());
        MessagePage.gone(exchange, EntryActions.lastChange(exchange, reading, id), again);
    }

    void save() throws IOException {
        if (isAnsweredBeforeSaving()) {
            return;
        }
        Times times = exchange.times(reading.listing());
        EntryInput input = EntryInput.of(typed, entry == null ? null : entry.saved(), before, times, exchange.context().settings());
        if (input.spec() == null) {
            showProblems(422, input.problems(), input.ends());
            return;
        }
        try {
            Entry saved = save(input.spec());
            if (saved.version() == version) {
                exchange.redirect(exchange.links().name(id, reading.paged())); // nothing was changed
            } else {
                leave(id == NEW ? ChangeMessages.added(saved, times) : ChangeMessages.changed(entry, saved, times), saved.id());
            }
        } catch (EntryRejectedException e) {
            showRejection(e);
        } catch (OutcomeUnknownException e) {
            showUnknown(Unsettled.of(exchange.form(), typed, input.spec()), e.getMessage());
        } catch (StoreUnavailableException e) {
            if (before != null) { // this attempt failed, but the earlier one may have succeeded
                showUnknown(before, e.getMessage());
            } else {
                show(503, Note.bad(Phrase.of(StoreDown.notSaved(e))), List.of());
            }
        }
    }

    /** Keeps what was typed, and says what the list has now. */
    private void showUnknown(Unsettled attempt, String why) throws IOException {
        ListReading now = exchange.readList();
        new EntryForm(exchange, now, id, entry, typed, version, attempt).show(503, unknown(why, now), List.of());
    }

    private Note unknown(String why, ListReading now) {
        Entry found = id != NEW ? now.entry(id).orElse(null) : now.entries().stream()
                .filter(e -> EntryName.key(e.name()).equals(EntryName.key(typed.name().strip()))).findFirst().orElse(null);
        return Note.bad(Phrase.EMPTY.strong("It is not known whether this was saved.").text(" " + why + " "
                + UnknownOutcome.listSays(now, found) + " Save again to make sure: nothing is saved twice."));
    }

    private Entry save(EntrySpec spec) {
        return id == NEW ? exchange.list().add(spec, exchange.author()) : exchange.list().change(id, version, spec, exchange.author());
    }

    /** Answers a form of another session, a correction that was chosen, and too many changes. */
    private boolean isAnsweredBeforeSaving() throws IOException {
        Form form = exchange.form();
        if (!exchange.tokenHolds()) {
            show(403, signedOut(), List.of());
            return true;
        }
        if (form.has("use")) {
            with(corrected(typed, form.get("use"))).show();
            return true;
        }
        if (form.has("useEnd")) {
            with(typed.ending(form.get("useEnd"))).show();
            return true;
        }
        Duration wait = exchange.context().changes().take(exchange.user().user());
        if (!wait.isZero()) {
            exchange.retryAfter(wait);
            show(429, Note.warn(Phrase.of(ChangeRate.sentence(wait))), List.of());
            return true;
        }
        return false;
    }

    private EntryForm with(EntryFields other) {
        return new EntryForm(exchange, reading, id, entry, other, version, before);
    }

    private static EntryFields corrected(EntryFields typed, String use) {
        try {
            return typed.corrected(use, EntrySpec.type(Notation.parse(use)));
        } catch (IpFormatException e) {
            return typed.corrected(use, typed.type()); // not one of our buttons; saving it will say what is wrong
        }
    }

    private void showRejection(EntryRejectedException e) throws IOException {
        switch (e.reason()) {
            case NOT_FOUND -> gone();
            case CONFLICT -> showConflict(e.current());
            case TEXT -> showProblems(422, e.problems(), List.of());
            case STATE -> showProblems(e.problems().stream().allMatch(p -> p.field() == null) ? 409 : 422, e.problems(), List.of());
            case MISMATCH -> new EntryForm(exchange, reading, id, entry, typed, entry == null ? version : entry.version(), null)
                    .show(422, Note.warn(Phrase.EMPTY.strong("Not saved yet.")
                            .text(" This form was sent once already, with other values. Check it and save again.")), List.of());
        }
    }

    private void showProblems(int status, List<Problem> problems, List<EntryDialog.Fix> ends) throws IOException {
        Note note = problems.stream().filter(p -> p.field() == null).findFirst()
                .map(p -> Note.bad(Phrase.of(p.sentence()))).orElse(null);
        List<EntryDialog.FieldError> errors = problems.stream().filter(p -> p.field() != null)
                .map(p -> EntryDialog.error(p, p.entry() == null ? null
                        : reading.entry(p.entry()).filter(e -> !e.deleted()).map(Entry::name).orElse(null), exchange.links()))
                .map(error -> error.field().equals("expiresAt") ? error.with(ends) : error).toList();
        show(status, note, errors);
    }

    private void showConflict(Entry current) throws IOException {
        ListReading now = exchange.readList();
        Times times = exchange.times(now.listing());
        if (ConflictDialog.same(EntryFields.of(current.saved(), times.zone()), typed)) {
            leave(ChangeMessages.changed(current, current, times), id); // both wanted the same
        } else {
            ListScreen.show(exchange, 409, now, ConflictDialog.of(current, typed, version, exchange, now));
        }
    }

    private void leave(Flash flash, long saved) {
        exchange.flash(flash);
        exchange.redirect(exchange.links().flash(saved, reading.paged()));
    }
}
