package org.iprestriction.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.iprestriction.address.IpFormatException;
import org.iprestriction.address.Notation;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException.Problem;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.Times;
import org.iprestriction.jpa.StoreUnavailableException;

/** The dialog "IP List Configuration": showing it, and saving what was typed into it. */
final class EntryForms {
    static final Flash NOTHING_CHANGED = Flash.warn(Phrase.EMPTY.strong("Nothing was changed.")
            .text(" You were signed out while this page was open. Check the list and try again."));
    private static final Phrase NOT_SAVED_YET = Phrase.EMPTY.strong("Not saved yet.").text(" You were signed out while "
            + "this form was open. What you typed is still here. Check it and save again.");

    private EntryForms() {}

    static void add(Exchange x) throws IOException {
        Shown shown = ListScreen.read(x);
        Form parked = Parked.take(x.session(), x.path);
        if (parked != null) {
            open(x, 200, shown, null, Typed.posted(parked), Note.warn(NOT_SAVED_YET), List.of(), -1);
        } else if (!x.user.admin() || !shown.current() || shown.full()) {
            ListScreen.show(x, 200, shown, null);
        } else {
            open(x, 200, shown, null, Typed.linked(x.query), null, List.of(), -1);
        }
    }

    static void edit(Exchange x, long id) throws IOException {
        Shown shown = ListScreen.read(x);
        Optional<Entry> entry = shown.entry(id);
        Form parked = Parked.take(x.session(), x.path);
        if (entry.isEmpty()) {
            gone(x, shown, id, parked == null ? null : Typed.posted(parked));
        } else if (parked != null) {
            open(x, 200, shown, entry.get(), Typed.posted(parked), Note.warn(NOT_SAVED_YET), List.of(),
                    parked.number("version", entry.get().version()));
        } else if (!shown.current()) {
            ListScreen.show(x, 200, shown, null);
        } else {
            open(x, 200, shown, entry.get(), Typed.of(entry.get().saved(), x.site.zone()), null, List.of(),
                    entry.get().version());
        }
    }

    static void create(Exchange x) throws IOException {
        Shown shown = ListScreen.read(x);
        Typed typed = Typed.posted(x.form());
        if (handled(x, shown, null, typed, -1)) {
            return;
        }
        Times times = x.times(shown.listing());
        EntryInput input = EntryInput.of(typed, null, times, x.site.settings());
        if (input.spec() == null) {
            rejected(x, 422, shown, null, typed, input.problems(), input.ends(), -1);
            return;
        }
        try {
            Entry saved = x.site.store().add(x.site.list(), input.spec(), x.author());
            saved(x, Flashes.added(saved, times));
        } catch (EntryRejectedException e) {
            rejected(x, shown, null, typed, e, -1);
        } catch (StoreUnavailableException e) {
            open(x, 503, shown, null, typed, Note.bad(Phrase.of(StoreDown.notSaved(e))), List.of(), -1);
        }
    }

    static void update(Exchange x, long id) throws IOException {
        Shown shown = ListScreen.read(x);
        Typed typed = Typed.posted(x.form());
        Entry entry = shown.entry(id).orElse(null);
        if (entry == null && shown.current()) {
            gone(x, shown, id, typed);
            return;
        }
        long version = x.form().number("version", -2);
        if (handled(x, shown, entry, typed, version)) {
            return;
        }
        Times times = x.times(shown.listing());
        EntryInput input = EntryInput.of(typed, entry == null ? null : entry.saved(), times, x.site.settings());
        if (input.spec() == null) {
            rejected(x, 422, shown, entry, typed, input.problems(), input.ends(), version);
            return;
        }
        try {
            Entry saved = x.site.store().change(x.site.list(), id, version, input.spec(), x.author());
            if (saved.version() == version) {
                x.redirect(x.links.name(id));
            } else {
                saved(x, Flashes.changed(entry, saved, times));
            }
        } catch (EntryRejectedException e) {
            rejected(x, shown, entry, typed, e, version);
        } catch (StoreUnavailableException e) {
            open(x, 503, shown, entry, typed, Note.bad(Phrase.of(StoreDown.notSaved(e))), List.of(), version);
        }
    }

    private static void saved(Exchange x, Flash flash) {
        flash.put(x.session());
        x.redirect(x.links.list("flash"));
    }

    /** What is answered before anything is saved: a form of another session, a correction, too many changes. */
    private static boolean handled(Exchange x, Shown shown, Entry entry, Typed typed, long version) throws IOException {
        if (!x.tokenHolds()) {
            open(x, 403, shown, entry, typed, Note.warn(NOT_SAVED_YET), List.of(), version);
            return true;
        }
        if (x.form().has("use")) {
            open(x, 200, shown, entry, corrected(typed, x.form().get("use")), null, List.of(), version);
            return true;
        }
        if (x.form().has("useEnd")) {
            open(x, 200, shown, entry, typed.ending(x.form().get("useEnd")), null, List.of(), version);
            return true;
        }
        Duration wait = x.site.changes().take(x.user.user());
        if (!wait.isZero()) {
            x.retryAfter(wait);
            open(x, 429, shown, entry, typed, Note.warn(Phrase.of(ChangeRate.sentence(wait))), List.of(), version);
            return true;
        }
        return false;
    }

    private static Typed corrected(Typed typed, String use) {
        try {
            return typed.corrected(use, Notation.parse(use).kind() == Notation.Kind.SINGLE ? "ip" : "range");
        } catch (IpFormatException e) {
            return typed.corrected(use, typed.type()); // not one of our buttons; saving it will say what is wrong
        }
    }

    private static void rejected(Exchange x, Shown shown, Entry entry, Typed typed, EntryRejectedException e,
            long version) throws IOException {
        switch (e.reason()) {
            case NOT_FOUND -> gone(x, shown, entry == null ? -1 : entry.id(), typed);
            case CONFLICT -> conflict(x, e.current(), typed, version);
            case TEXT -> rejected(x, 422, shown, entry, typed, e.problems(), List.of(), version);
            case STATE -> rejected(x, e.problems().stream().allMatch(p -> p.field() == null) ? 409 : 422, shown, entry,
                    typed, e.problems(), List.of(), version);
            case MISMATCH -> open(x, 422, shown, entry, typed, Note.warn(Phrase.EMPTY.strong("Not saved yet.")
                    .text(" This form was sent once already, with other values. Check it and save again.")), List.of(),
                    entry == null ? version : entry.version());
        }
    }

    private static void rejected(Exchange x, int status, Shown shown, Entry entry, Typed typed, List<Problem> problems,
            List<EntryDialog.Fix> ends, long version) throws IOException {
        Note note = problems.stream().filter(p -> p.field() == null).findFirst()
                .map(p -> Note.bad(Phrase.of(p.sentence()))).orElse(null);
        List<EntryDialog.FieldError> errors = problems.stream().filter(p -> p.field() != null)
                .map(p -> EntryDialog.error(p, p.entry() == null ? null
                        : shown.entry(p.entry()).filter(e -> !e.deleted()).map(Entry::name).orElse(null), x.links))
                .map(error -> error.field().equals("expiresAt") ? error.with(ends) : error).toList();
        open(x, status, shown, entry, typed, note, errors, version);
    }

    private static void conflict(Exchange x, Entry current, Typed typed, long version) throws IOException {
        Shown shown = ListScreen.read(x);
        Times times = x.times(shown.listing());
        if (ConflictDialog.same(Typed.of(current.saved(), times.zone()), typed)) {
            saved(x, Flashes.changed(current, current, times));
            return;
        }
        ListScreen.show(x, 409, shown, ConflictDialog.of(current, typed, version, x, times));
    }

    private static void gone(Exchange x, Shown shown, long id, Typed typed) throws IOException {
        String again = typed == null ? null : x.links.add(typed.type(), typed.address(), typed.name());
        Messages.gone(x, shown.current() && id >= 0 ? x.site.store().lastChange(x.site.list(), id) : Optional.empty(),
                again);
    }

    private static void open(Exchange x, int status, Shown shown, Entry entry, Typed typed, Note note,
            List<EntryDialog.FieldError> errors, long version) throws IOException {
        boolean refused = status >= 400;
        ListScreen.show(x, status, shown, EntryDialogs.of(x, shown, entry, typed, note, errors, version, refused));
    }
}
