package org.iprestriction.admin;

import java.io.IOException;
import java.util.Optional;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;

/** Disabling and enabling an entry with one button. */
final class Switching {
    private Switching() {}

    static void turn(Exchange x, long id, boolean on) throws IOException {
        Optional<Entry> entry = ListScreen.read(x).entry(id);
        if (entry.isEmpty()) {
            Messages.gone(x, Optional.empty(), null);
            return;
        }
        EntrySpec old = entry.get().saved();
        EntrySpec spec = new EntrySpec(old.name(), old.address(), old.action(), on, old.expiresAt());
        Changing.make(x, () -> {
            Entry saved = x.site.store().change(x.site.list(), id, x.form().number("version", -1), spec, x.author());
            return Flashes.turned(saved, x.times(ListScreen.read(x).listing()));
        });
    }
}
