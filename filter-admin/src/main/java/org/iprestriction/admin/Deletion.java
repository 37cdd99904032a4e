package org.iprestriction.admin;

import java.io.IOException;
import java.util.Optional;
import org.iprestriction.entry.Change;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException;

/** Asking before an entry is deleted, and deleting it. */
final class Deletion {
    private Deletion() {}

    static void ask(Exchange x, long id) throws IOException {
        Shown shown = ListScreen.read(x);
        Optional<Entry> entry = shown.entry(id);
        if (entry.isEmpty()) {
            Messages.gone(x, last(x, shown, id), null);
        } else if (!x.user.admin() || !shown.current() || entry.get().deleted()) {
            ListScreen.show(x, 200, shown, null);
        } else {
            ListScreen.show(x, 200, shown, DeleteDialogs.of(x, shown, entry.get(), null));
        }
    }

    static void delete(Exchange x, long id) throws IOException {
        Shown shown = ListScreen.read(x);
        Entry entry = shown.entry(id).orElse(null);
        if (entry == null && shown.current()) {
            Messages.gone(x, last(x, shown, id), null);
            return;
        }
        if (entry != null && !x.tokenHolds() && !entry.deleted()) {
            ListScreen.show(x, 403, shown, DeleteDialogs.of(x, shown, entry, Phrase.EMPTY.strong("Not deleted yet.")
                    .text(" You were signed out while this page was open. Check it and delete again.")));
            return;
        }
        if (entry != null && entry.deleted()) {
            x.redirect(x.links.list("flash"));
            return;
        }
        try {
            Changing.make(x, () -> delete(x, id, entry));
        } catch (Conflict e) {
            Shown now = ListScreen.read(x);
            Phrase changed = Phrase.of(e.getMessage() + " It is now ").mono(e.current.saved().address()).text(".");
            ListScreen.show(x, 409, now, DeleteDialogs.of(x, now, e.current, changed));
        }
    }

    private static Flash delete(Exchange x, long id, Entry entry) {
        try {
            Entry removed = x.site.store().delete(x.site.list(), id, x.form().number("version", -1), x.author())
                    .orElse(null);
            return Flashes.deleted(entry, removed, x.times(ListScreen.read(x).listing()));
        } catch (EntryRejectedException e) {
            if (e.reason() == EntryRejectedException.Reason.CONFLICT && e.current() != null) {
                throw new Conflict(e);
            }
            throw e;
        }
    }

    private static Optional<Change> last(Exchange x, Shown shown, long id) {
        return shown.current() ? x.site.store().lastChange(x.site.list(), id) : Optional.empty();
    }

    /** Somebody changed the entry after the question was asked, so it is asked again. */
    private static final class Conflict extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Entry current;

        Conflict(EntryRejectedException rejection) {
            super(rejection.problems().get(0).sentence(), null, false, false);
            this.current = rejection.current();
        }
    }
}
