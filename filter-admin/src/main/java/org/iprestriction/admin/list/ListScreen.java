package org.iprestriction.admin.list;

import java.io.IOException;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.json.JsonObject;
import org.iprestriction.admin.page.Dialog;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.Flash;

/** Reads the list and shows its page, with or without a dialog over it. */
public final class ListScreen {
    private ListScreen() {}

    public static void show(Exchange exchange) throws IOException {
        show(exchange, 200, exchange.readList(), null);
    }

    public static void show(Exchange exchange, int status, ListReading reading, Dialog dialog) throws IOException {
        Flash flash = dialog == null ? exchange.flash() : null;
        exchange.html(status, new ListPage(exchange, reading, dialog, flash));
    }

    /** Returns to the script, when a countdown has ended, whether the page is out of date and the message about it. */
    public static void state(Exchange exchange) throws IOException {
        ListReading reading = exchange.recentList();
        if (!reading.current()) {
            exchange.json(503, new JsonObject());
            return;
        }
        exchange.json(200, new JsonObject().put("version", StateVersion.of(reading.listing()))
                .put("message", StateVersion.message(reading.listing(), exchange.query().get("seen"))));
    }
}
