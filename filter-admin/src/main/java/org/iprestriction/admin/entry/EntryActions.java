package org.iprestriction.admin.entry;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.context.StoreDown;
import org.iprestriction.admin.list.ListScreen;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.Flash;
import org.iprestriction.admin.page.MessagePage;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.database.OutcomeUnknownException;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.Change;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException.Reason;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.jpa.EntryStore;

/**
 * The actions on an entry that take one button: deleting (after a confirmation), disabling, enabling and undoing. Nothing was
 * typed, so every refusal is shown as a message on the list.
 */
public final class EntryActions {

    /** A change. Returns the message about it. */
    private interface Action {
        Flash run();
    }

    private EntryActions() {
    }

    public static void askDelete(Exchange exchange, long id) throws IOException {
        ListReading reading = exchange.readList();
        Optional<Entry> entry = reading.entry(id);
        if (entry.isEmpty()) {
            MessagePage.gone(exchange, lastChange(exchange, reading, id), null);
        } else if (!exchange.user().admin() || !reading.current() || entry.get().deleted()) {
            ListScreen.show(exchange, 200, reading, null);
        } else {
            ListScreen.show(exchange, 200, reading, DeleteDialog.of(exchange, reading, entry.get(), null));
        }
    }

    public static void delete(Exchange exchange, long id) throws IOException {
        ListReading reading = exchange.readList();
        Entry entry = reading.entry(id).orElse(null);
        if (entry == null && reading.current()) {
            MessagePage.gone(exchange, lastChange(exchange, reading, id), null);
        } else if (entry != null && entry.deleted()) {
            exchange.redirect(exchange.links().flash(id, reading.paged()));
        } else if (entry != null && !exchange.tokenHolds()) {
            ListScreen.show(exchange, 403, reading, DeleteDialog.of(exchange, reading, entry, Phrase.EMPTY.strong("Not deleted yet.")
                    .text(" " + exchange.interrupted() + " while this page was open. Check it and delete again.")));
        } else {
            carryOut(exchange, reading, id, () -> {
                Entry removed = exchange.list().delete(id, version(exchange), exchange.author()).orElse(null);
                return ChangeMessages.deleted(entry, removed, exchange.times(exchange.readList().listing()));
            });
        }
    }

    public static void enable(Exchange exchange, long id) throws IOException {
        turn(exchange, id, true);
    }

    public static void disable(Exchange exchange, long id) throws IOException {
        turn(exchange, id, false);
    }

    private static void turn(Exchange exchange, long id, boolean on) throws IOException {
        ListReading reading = exchange.readList();
        Optional<Entry> entry = reading.entry(id);
        if (entry.isEmpty()) {
            MessagePage.gone(exchange, Optional.empty(), null);
            return;
        }
        EntrySpec spec = entry.get().saved().enabled(on);
        carryOut(exchange, reading, id, () -> {
            Entry saved = exchange.list().change(id, version(exchange), spec, exchange.author());
            return ChangeMessages.turned(saved, exchange.times(exchange.readList().listing()));
        });
    }

    public static void undo(Exchange exchange, long id) throws IOException {
        ListReading reading = exchange.readList();
        carryOut(exchange, reading, id, () -> {
            Entry after = exchange.list().undo(id, version(exchange), exchange.author()).orElse(null);
            ListReading now = exchange.readList();
            Entry known = reading.entry(id).orElse(after);
            return known == null ? Flash.warn(Phrase.EMPTY.strong("Undone."))
                    : ChangeMessages.undone(known, after, now.listing() == null ? List.of() : now.listing().nodes(),
                            exchange.times(now.listing()));
        });
    }

    /**
     * Makes a change and redirects to the list, to the page with the entry. If somebody else changed the entry that is to be deleted, it asks for
     * confirmation again.
     */
    private static void carryOut(Exchange exchange, ListReading before, long id, Action action) throws IOException {
        Flash flash;
        Duration wait;
        if (!exchange.tokenHolds()) {
            flash = Flash.nothingChanged(exchange.interrupted());
        } else if (!(wait = exchange.context().changes().take(exchange.user().user())).isZero()) {
            flash = unchanged(ChangeRate.sentence(wait));
        } else {
            try {
                flash = action.run();
            } catch (EntryRejectedException e) {
                flash = refused(exchange, e);
            } catch (OutcomeUnknownException e) {
                flash = unknown(exchange, e);
            } catch (StoreUnavailableException e) {
                flash = unchanged(e.getMessage() + StoreDown.again(e));
            }
        }
        if (flash != null) {
            exchange.flash(flash);
            exchange.redirect(exchange.links().flash(id, before.paged()));
        }
    }

    /** Returns the message for the list, or null if a separate page has been sent. */
    private static Flash refused(Exchange exchange, EntryRejectedException refusal) throws IOException {
        String sentence = refusal.problems().get(0).sentence();
        if (refusal.reason() == Reason.NOT_FOUND) {
            MessagePage.gone(exchange, Optional.empty(), null);
            return null;
        }
        if (refusal.reason() == Reason.CONFLICT && refusal.current() != null && exchange.below().endsWith("/delete")) {
            ListReading now = exchange.readList();
            Entry current = refusal.current();
            Phrase changed = Phrase.of(sentence + " It is now ").mono(current.saved().address()).text(".");
            ListScreen.show(exchange, 409, now, DeleteDialog.of(exchange, now, current, changed));
            return null;
        }
        return refusal.problems().get(0).code().equals("too_late") ? tooLate(sentence) : unchanged(sentence);
    }

    private static Flash unknown(Exchange exchange, OutcomeUnknownException failure) {
        return Flash.warn(Phrase.EMPTY.strong("It is not known whether this was done.").text(" " + failure.getMessage()
                + (exchange.readList().current() ? " The list shows what is saved now."
                        : " The list cannot be read at the moment. Look again before you repeat it.")));
    }

    private static Flash unchanged(String sentence) {
        return Flash.warn(Phrase.EMPTY.strong("Nothing was changed.").text(" " + sentence));
    }

    /** Returns the store's message with its first part in bold. */
    private static Flash tooLate(String sentence) {
        int end = sentence.indexOf('.') + 1;
        return Flash.warn(Phrase.EMPTY.strong(sentence.substring(0, end)).text(sentence.substring(end)));
    }

    /** Returns the version that the button was made for, or any version if the form does not contain one. */
    private static long version(Exchange exchange) {
        return exchange.form().number("version", EntryStore.ANY);
    }

    /** The newest change of an entry that is not on the list any more; empty where that cannot be asked. */
    static Optional<Change> lastChange(Exchange exchange, ListReading reading, long id) {
        return reading.current() ? exchange.list().lastChange(id) : Optional.empty();
    }
}
