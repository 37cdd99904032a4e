package org.iprestriction.admin.entry;

import java.util.List;
import org.iprestriction.address.Notation;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.text.Meaning;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;

/**
 * What the typed address means, before it is saved. Also the JSON response to the script.
 *
 * @param ok      whether it could be saved as it is
 * @param summary the meaning, or the sentence about what is wrong with it; empty before anything is typed
 * @param notes   further notes, at most three
 */
record Preview(boolean ok, Phrase summary, List<String> notes) {
    private static final String ANY_NAME = "x";
    static final Preview NONE = new Preview(false, Phrase.EMPTY, List.of());

    /** Returns what the typed values mean, using the same checks as saving. Changes nothing. */
    static Preview of(Exchange exchange, ListReading reading, EntryFields typed, Entry edited) {
        try {
            Notation notation = EntrySpec.of(typed.type(), ANY_NAME, typed.address(),
                    typed.block() ? "block" : null, true, null, exchange.context().settings()).address();
            List<Entry> others = reading.entries().stream().filter(e -> edited == null || e.id() != edited.id()).toList();
            return new Preview(true, Meaning.whole(notation), new PreviewNotes(notation, typed.address(),
                    edited, others, exchange.caller().address(), exchange.times(reading.listing())).notes());
        } catch (EntryRejectedException e) {
            return new Preview(false, Phrase.of(e.problems().get(0).sentence()), List.of());
        }
    }
}
