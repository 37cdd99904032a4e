package org.iprestriction.admin;

import java.io.IOException;
import java.util.List;
import org.iprestriction.address.Notation;
import org.iprestriction.jpa.Entry;
import org.iprestriction.jpa.EntryRejectedException;
import org.iprestriction.jpa.EntrySpec;

/** Explains an address while it is being typed, with the same checks that saving makes. Changes nothing. */
final class Previews {
    private static final String ANY_NAME = "x";

    private Previews() {}

    /** The JSON answer to the script. */
    static void answer(Exchange x) throws IOException {
        Shown shown = ListScreen.read(x);
        Typed typed = new Typed(x.query.get("type"), "", x.query.get("address"), "", "", "", true);
        Preview preview = of(x, shown, typed, shown.entry(x.query.number("id", -1)).orElse(null));
        x.json(200, new JsonObject().put("ok", preview.ok()).put("summary", preview.summary().toString())
                .put("notes", preview.notes()));
    }

    static Preview of(Exchange x, Shown shown, Typed typed, Entry edited) {
        try {
            Notation notation = EntrySpec.of(typed.type(), ANY_NAME, typed.address(),
                    typed.block() ? "block" : null, true, null, x.site.settings()).address();
            List<Entry> others = shown.entries().stream().filter(e -> edited == null || e.id() != edited.id()).toList();
            return new Preview(true, Meaning.whole(notation), new PreviewNotes(notation, typed.address(),
                    edited, others, x.caller().address(), x.times(shown.listing())).notes());
        } catch (EntryRejectedException e) {
            return new Preview(false, Phrase.of(e.problems().get(0).sentence()), List.of());
        }
    }
}
