package org.iprestriction.admin.entry;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.iprestriction.address.IpFormatException;
import org.iprestriction.address.Notation;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.context.StoreDown;
import org.iprestriction.admin.json.JsonObject;
import org.iprestriction.admin.list.ListScreen;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.Flash;
import org.iprestriction.admin.page.Form;
import org.iprestriction.admin.page.MessagePage;
import org.iprestriction.admin.page.Note;
import org.iprestriction.admin.signin.KeptForm;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException.Problem;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.Times;
import org.iprestriction.jpa.StoreUnavailableException;

/** The dialog "IP List Configuration": shows it, and saves what was typed into it. */
public final class EntryForms {
    private static final Phrase NOT_SAVED_YET = Phrase.EMPTY.strong("Not saved yet.").text(" You were signed out while "
            + "this form was open. What you typed is still here. Check it and save again.");

    private EntryForms() {}

    public static void add(Exchange exchange) throws IOException {
        ListReading reading = ListScreen.read(exchange);
        Form parked = KeptForm.take(exchange.session(), exchange.path());
        if (parked != null) {
            open(exchange, 200, reading, null, EntryFields.posted(parked), Note.warn(NOT_SAVED_YET), List.of(), -1);
        } else if (!exchange.user().admin() || !reading.current() || reading.full()) {
            ListScreen.show(exchange, 200, reading, null);
        } else {
            open(exchange, 200, reading, null, EntryFields.linked(exchange.query()), null, List.of(), -1);
        }
    }

    public static void edit(Exchange exchange, long id) throws IOException {
        ListReading reading = ListScreen.read(exchange);
        Optional<Entry> entry = reading.entry(id);
        Form parked = KeptForm.take(exchange.session(), exchange.path());
        if (entry.isEmpty()) {
            gone(exchange, reading, id, parked == null ? null : EntryFields.posted(parked));
        } else if (parked != null) {
            open(exchange, 200, reading, entry.get(), EntryFields.posted(parked), Note.warn(NOT_SAVED_YET), List.of(),
                    parked.number("version", entry.get().version()));
        } else if (!reading.current()) {
            ListScreen.show(exchange, 200, reading, null);
        } else {
            open(exchange, 200, reading, entry.get(), EntryFields.of(entry.get().saved(), exchange.context().zone()), null, List.of(),
                    entry.get().version());
        }
    }

    public static void create(Exchange exchange) throws IOException {
        ListReading reading = ListScreen.read(exchange);
        EntryFields typed = EntryFields.posted(exchange.form());
        if (handled(exchange, reading, null, typed, -1)) {
            return;
        }
        Times times = exchange.times(reading.listing());
        EntryInput input = EntryInput.of(typed, null, times, exchange.context().settings());
        if (input.spec() == null) {
            rejected(exchange, 422, reading, null, typed, input.problems(), input.ends(), -1);
            return;
        }
        try {
            Entry saved = exchange.context().store().add(exchange.context().list(), input.spec(), exchange.author());
            saved(exchange, ChangeMessages.added(saved, times));
        } catch (EntryRejectedException e) {
            rejected(exchange, reading, null, typed, e, -1);
        } catch (StoreUnavailableException e) {
            open(exchange, 503, reading, null, typed, Note.bad(Phrase.of(StoreDown.notSaved(e))), List.of(), -1);
        }
    }

    public static void update(Exchange exchange, long id) throws IOException {
        ListReading reading = ListScreen.read(exchange);
        EntryFields typed = EntryFields.posted(exchange.form());
        Entry entry = reading.entry(id).orElse(null);
        if (entry == null && reading.current()) {
            gone(exchange, reading, id, typed);
            return;
        }
        long version = exchange.form().number("version", -2);
        if (handled(exchange, reading, entry, typed, version)) {
            return;
        }
        Times times = exchange.times(reading.listing());
        EntryInput input = EntryInput.of(typed, entry == null ? null : entry.saved(), times, exchange.context().settings());
        if (input.spec() == null) {
            rejected(exchange, 422, reading, entry, typed, input.problems(), input.ends(), version);
            return;
        }
        try {
            Entry saved = exchange.context().store().change(exchange.context().list(), id, version, input.spec(), exchange.author());
            if (saved.version() == version) {
                exchange.redirect(exchange.links().name(id));
            } else {
                saved(exchange, ChangeMessages.changed(entry, saved, times));
            }
        } catch (EntryRejectedException e) {
            rejected(exchange, reading, entry, typed, e, version);
        } catch (StoreUnavailableException e) {
            open(exchange, 503, reading, entry, typed, Note.bad(Phrase.of(StoreDown.notSaved(e))), List.of(), version);
        }
    }

    /** Returns to the script what an address means while it is being typed. */
    public static void preview(Exchange exchange) throws IOException {
        ListReading reading = ListScreen.read(exchange);
        EntryFields typed = new EntryFields(exchange.query().get("type"), "", exchange.query().get("address"), "", "", "", true);
        Preview preview = Preview.of(exchange, reading, typed, reading.entry(exchange.query().number("id", -1)).orElse(null));
        exchange.json(200, new JsonObject().put("ok", preview.ok()).put("summary", preview.summary().toString())
                .put("notes", preview.notes()));
    }

    private static void saved(Exchange exchange, Flash flash) {
        flash.put(exchange.session());
        exchange.redirect(exchange.links().list("flash"));
    }

    /** Handles what must be answered before anything is saved: a form of another session, a correction, too many changes. */
    private static boolean handled(Exchange exchange, ListReading reading, Entry entry, EntryFields typed, long version) throws IOException {
        if (!exchange.tokenHolds()) {
            open(exchange, 403, reading, entry, typed, Note.warn(NOT_SAVED_YET), List.of(), version);
            return true;
        }
        if (exchange.form().has("use")) {
            open(exchange, 200, reading, entry, corrected(typed, exchange.form().get("use")), null, List.of(), version);
            return true;
        }
        if (exchange.form().has("useEnd")) {
            open(exchange, 200, reading, entry, typed.ending(exchange.form().get("useEnd")), null, List.of(), version);
            return true;
        }
        Duration wait = exchange.context().changes().take(exchange.user().user());
        if (!wait.isZero()) {
            exchange.retryAfter(wait);
            open(exchange, 429, reading, entry, typed, Note.warn(Phrase.of(ChangeRate.sentence(wait))), List.of(), version);
            return true;
        }
        return false;
    }

    private static EntryFields corrected(EntryFields typed, String use) {
        try {
            return typed.corrected(use, Notation.parse(use).kind() == Notation.Kind.SINGLE ? "ip" : "range");
        } catch (IpFormatException e) {
            return typed.corrected(use, typed.type()); // not one of our buttons; saving reports what is wrong
        }
    }

    private static void rejected(Exchange exchange, ListReading reading, Entry entry, EntryFields typed, EntryRejectedException e,
            long version) throws IOException {
        switch (e.reason()) {
            case NOT_FOUND -> gone(exchange, reading, entry == null ? -1 : entry.id(), typed);
            case CONFLICT -> conflict(exchange, e.current(), typed, version);
            case TEXT -> rejected(exchange, 422, reading, entry, typed, e.problems(), List.of(), version);
            case STATE -> rejected(exchange, e.problems().stream().allMatch(p -> p.field() == null) ? 409 : 422, reading, entry,
                    typed, e.problems(), List.of(), version);
            case MISMATCH -> open(exchange, 422, reading, entry, typed, Note.warn(Phrase.EMPTY.strong("Not saved yet.")
                    .text(" This form was sent once already, with other values. Check it and save again.")), List.of(),
                    entry == null ? version : entry.version());
        }
    }

    private static void rejected(Exchange exchange, int status, ListReading reading, Entry entry, EntryFields typed, List<Problem> problems,
            List<EntryDialog.Fix> ends, long version) throws IOException {
        Note note = problems.stream().filter(p -> p.field() == null).findFirst()
                .map(p -> Note.bad(Phrase.of(p.sentence()))).orElse(null);
        List<EntryDialog.FieldError> errors = problems.stream().filter(p -> p.field() != null)
                .map(p -> EntryDialog.error(p, p.entry() == null ? null
                        : reading.entry(p.entry()).filter(e -> !e.deleted()).map(Entry::name).orElse(null), exchange.links()))
                .map(error -> error.field().equals("expiresAt") ? error.with(ends) : error).toList();
        open(exchange, status, reading, entry, typed, note, errors, version);
    }

    private static void conflict(Exchange exchange, Entry current, EntryFields typed, long version) throws IOException {
        ListReading reading = ListScreen.read(exchange);
        Times times = exchange.times(reading.listing());
        if (ConflictDialog.same(EntryFields.of(current.saved(), times.zone()), typed)) {
            saved(exchange, ChangeMessages.changed(current, current, times));
            return;
        }
        ListScreen.show(exchange, 409, reading, ConflictDialog.of(current, typed, version, exchange, times));
    }

    private static void gone(Exchange exchange, ListReading reading, long id, EntryFields typed) throws IOException {
        String again = typed == null ? null : exchange.links().add(typed.type(), typed.address(), typed.name());
        MessagePage.gone(exchange, reading.current() && id >= 0 ? exchange.context().store().lastChange(exchange.context().list(), id) : Optional.empty(),
                again);
    }

    private static void open(Exchange exchange, int status, ListReading reading, Entry entry, EntryFields typed, Note note,
            List<EntryDialog.FieldError> errors, long version) throws IOException {
        boolean refused = status >= 400;
        ListScreen.show(exchange, status, reading, EntryDialog.of(exchange, reading, entry, typed, note, errors, version, refused));
    }
}
