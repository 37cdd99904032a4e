package org.iprestriction.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.jpa.StoreUnavailableException;

/** What the one-button forms have in common: nothing was typed, so every refusal is a message on the list. */
final class Changing {
    private Changing() {}

    /** A change and what is said about it. */
    interface Change {
        Flash make();
    }

    /** Makes the change and leads back to the list. */
    static void make(Exchange x, Change change) throws IOException {
        Flash flash;
        Duration wait;
        if (!x.tokenHolds()) {
            flash = EntryForms.NOTHING_CHANGED;
        } else if (!(wait = x.site.changes().take(x.user.user())).isZero()) {
            flash = unchanged(ChangeRate.sentence(wait));
        } else {
            try {
                flash = change.make();
            } catch (EntryRejectedException e) {
                if (e.reason() == EntryRejectedException.Reason.NOT_FOUND) {
                    Messages.gone(x, Optional.empty(), null);
                    return;
                }
                flash = unchanged(e.problems().get(0).sentence());
            } catch (StoreUnavailableException e) {
                flash = unchanged(StoreDown.why(e) + StoreDown.again(e));
            }
        }
        flash.put(x.session());
        x.redirect(x.links.list("flash"));
    }

    private static Flash unchanged(String sentence) {
        return Flash.warn(Phrase.EMPTY.strong("Nothing was changed.").text(" " + sentence));
    }
}
