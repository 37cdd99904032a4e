package org.iprestriction.admin;

import java.io.IOException;

/** Reads the list and shows its page, with or without a dialog over it. */
final class ListScreen {
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
            x.json(503, new JsonObject());
            return;
        }
        x.json(200, new JsonObject().put("version", StateVersion.of(shown.listing()))
                .put("message", StateVersion.message(shown.listing(), x.query.get("seen"))));
    }

    /** The list as it is, or as it was last read when the database does not answer. */
    static Shown read(Exchange x) {
        return x.site.recent().read();
    }
}
