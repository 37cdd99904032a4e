package org.iprestriction.admin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException;

/** Taking back the newest change of an entry while it has not taken effect. */
final class Undoing {
    private Undoing() {}

    static void undo(Exchange x, long id) throws IOException {
        Optional<Entry> before = ListScreen.read(x).entry(id);
        Changing.make(x, () -> {
            try {
                Entry after = x.site.store().undo(x.site.list(), id, x.form().number("version", -1), x.author()).orElse(null);
                Shown now = ListScreen.read(x);
                Entry known = before.orElse(after);
                return known == null ? Flash.warn(Phrase.EMPTY.strong("Undone."))
                        : Flashes.undone(known, after, now.listing() == null ? List.of() : now.listing().nodes(),
                                x.times(now.listing()));
            } catch (EntryRejectedException e) {
                if (e.problems().get(0).code().equals("too_late")) {
                    return tooLate(e.problems().get(0).sentence());
                }
                throw e;
            }
        });
    }

    /** The store's sentence, its first part in bold. */
    private static Flash tooLate(String sentence) {
        int end = sentence.indexOf('.') + 1;
        return Flash.warn(Phrase.EMPTY.strong(sentence.substring(0, end)).text(sentence.substring(end)));
    }
}
