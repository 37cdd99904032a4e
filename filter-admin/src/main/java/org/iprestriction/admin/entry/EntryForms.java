package org.iprestriction.admin.entry;

import java.io.IOException;
import java.util.Optional;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.json.JsonObject;
import org.iprestriction.admin.list.ListScreen;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.Form;
import org.iprestriction.admin.signin.KeptForm;
import org.iprestriction.entry.Entry;
import org.iprestriction.jpa.EntryStore;

/** The requests for the dialog "IP List Configuration": opens it for a new entry or a saved one, and saves what was typed. */
public final class EntryForms {
    private EntryForms() {}

    public static void add(Exchange exchange) throws IOException {
        ListReading reading = exchange.readList();
        Form kept = KeptForm.take(exchange.session(), exchange.path());
        if (kept != null) {
            EntryForm.ofNew(exchange, reading, EntryFields.posted(kept), Unsettled.in(kept)).showKept();
        } else if (!exchange.user().admin() || !reading.current() || reading.full()) {
            ListScreen.show(exchange, 200, reading, null);
        } else {
            EntryForm.ofNew(exchange, reading, EntryFields.linked(exchange.query()), null).show();
        }
    }

    public static void edit(Exchange exchange, long id) throws IOException {
        ListReading reading = exchange.readList();
        Optional<Entry> entry = reading.entry(id);
        Form kept = KeptForm.take(exchange.session(), exchange.path());
        if (entry.isEmpty()) {
            new EntryForm(exchange, reading, id, null, kept == null ? null : EntryFields.posted(kept), -1, null).gone();
            return;
        }
        long version = entry.get().version();
        if (kept != null) {
            new EntryForm(exchange, reading, id, entry.get(), EntryFields.posted(kept), kept.number("version", version),
                    Unsettled.in(kept)).showKept();
        } else if (!reading.current()) {
            ListScreen.show(exchange, 200, reading, null);
        } else {
            EntryFields saved = EntryFields.of(entry.get().saved(), exchange.context().zone());
            new EntryForm(exchange, reading, id, entry.get(), saved, version, null).show();
        }
    }

    public static void create(Exchange exchange) throws IOException {
        EntryForm.ofNew(exchange, exchange.readList(), EntryFields.posted(exchange.form()), Unsettled.in(exchange.form()))
                .save();
    }

    public static void update(Exchange exchange, long id) throws IOException {
        ListReading reading = exchange.readList();
        Entry entry = reading.entry(id).orElse(null);
        EntryForm form = new EntryForm(exchange, reading, id, entry, EntryFields.posted(exchange.form()),
                exchange.form().number("version", EntryStore.NONE), Unsettled.in(exchange.form()));
        if (entry == null && reading.current()) {
            form.gone();
        } else {
            form.save();
        }
    }

    /** Returns to the script what an address means while it is being typed. */
    public static void preview(Exchange exchange) throws IOException {
        ListReading reading = exchange.readList();
        EntryFields typed = new EntryFields(exchange.query().get("type"), "", exchange.query().get("address"), "", "", "", true);
        Preview preview = Preview.of(exchange, reading, typed, reading.entry(exchange.query().number("id", -1)).orElse(null));
        exchange.json(200, new JsonObject().put("ok", preview.ok()).put("summary", preview.summary().toString())
                .put("notes", preview.notes()));
    }
}
