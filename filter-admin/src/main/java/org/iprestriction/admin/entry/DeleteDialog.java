package org.iprestriction.admin.entry;

import gg.jte.html.HtmlTemplateOutput;
import java.util.ArrayList;
import java.util.List;
import org.iprestriction.admin.access.Csrf;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.page.Dialog;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.Links;
import org.iprestriction.admin.page.Note;
import org.iprestriction.admin.page.SmallForm;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.Entry;

/**
 * The confirmation dialog shown before an entry is deleted.
 *
 * @param heading the question
 * @param cancel  the target of Cancel
 * @param notes   framed messages, the most serious first
 * @param body    what will happen
 * @param after   further information
 * @param disable "Disable instead", or null
 * @param last    whether deleting the entry blocks every request
 */
record DeleteDialog(String title, String heading, String cancel, List<Note> notes, Phrase body, List<Note> after,
        SmallForm disable, SmallForm delete, boolean last) implements Dialog {

    /** @param first a message shown above everything else, or null */
    static DeleteDialog of(Exchange exchange, ListReading reading, Entry entry, Phrase first) {
        var effects = new DeletionEffects(exchange, reading, entry);
        boolean last = effects.last();
        var notes = new ArrayList<Note>();
        if (first != null) {
            notes.add(Note.warn(first));
        }
        if (last) {
            notes.add(Note.bad(Phrase.EMPTY.strong("This is the last active entry.").text(" From "
                    + effects.times().endsInZone(effects.effect()) + " every request to the REST API is blocked.")));
        }
        String nonce = Csrf.random();
        Links links = exchange.links();
        SmallForm disable = entry.inForce() == null || last || !entry.saved().enabled() ? null
                : new SmallForm(links.disable(entry.id()), exchange.csrf(), nonce + ".o", entry.version(), null);
        String title = "Delete " + entry.name();
        return new DeleteDialog((first == null ? "" : "Error: ") + title, title + "?", links.trash(entry.id(), reading.paged()), notes,
                effects.body(last), effects.others(), disable,
                new SmallForm(links.delete(entry.id()), exchange.csrf(), nonce + ".d", entry.version(), null), last);
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JtedeleteGenerated.render(output, null, this);
    }
}
