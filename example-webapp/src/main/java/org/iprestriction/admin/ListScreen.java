package org.iprestriction.admin;

import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.iprestriction.jpa.Listing;
import org.iprestriction.jpa.StoreUnavailableException;

/** Reads the list and shows its page, with or without a dialog over it. */
final class ListScreen {
    private static final Logger LOG = System.getLogger(ListScreen.class.getName());

    private ListScreen() {}

    static void show(Exchange x) throws IOException {
        show(x, 200, read(x), null);
    }

    static void show(Exchange x, int status, Shown shown, Dialog dialog) throws IOException {
        Flash flash = dialog == null ? Flash.take(x.session()) : null;
        x.html(status, Views.list(ListPages.page(x, shown, dialog, flash)));
    }

    /** What the script asks when a countdown has ended: whether the page is out of date, and what to say about it. */
    static void state(Exchange x) throws IOException {
        Shown shown = read(x);
        if (!shown.current()) {
            x.json(503, Map.of());
            return;
        }
        x.json(200, Map.of("version", StateVersion.of(shown.listing()),
                "message", StateVersion.message(shown.listing(), x.query.get("seen"))));
    }

    /** The list as it is, or as it was last read when the database does not answer. */
    static Shown read(Exchange x) {
        try {
            Listing listing = x.site.store().list(x.site.list());
            x.site.last().set(listing);
            return new Shown(listing, true);
        } catch (StoreUnavailableException | PersistenceException e) {
            LOG.log(Level.DEBUG, "The list cannot be read; the pages show it as it was last read", e);
            return new Shown(x.site.last().get(), false, StoreDown.why(e));
        }
    }
}
