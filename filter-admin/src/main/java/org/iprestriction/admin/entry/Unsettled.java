package org.iprestriction.admin.entry;

import java.time.Instant;
import org.iprestriction.admin.page.Form;
import org.iprestriction.entry.EntrySpec;

/**
 * An earlier attempt to save a form, of which it is not known whether it succeeded. The form carries it, so that sending it
 * again is the same request: with the same nonce, and with the same end if that was chosen as a duration.
 *
 * @param nonce   the nonce of that attempt
 * @param expires what was chosen for the end
 * @param end     the end that this meant, or null for none
 */
record Unsettled(String nonce, String expires, Instant end) {
    /** The name of the hidden field. */
    static final String FIELD = "unsettled";
    private static final String NO_END = "none";

    static Unsettled of(Form form, EntryFields typed, EntrySpec spec) {
        return new Unsettled(form.get("nonce"), typed.expires(), spec.expiresAt());
    }

    /** Returns the attempt that a posted form carries, or null. */
    static Unsettled in(Form form) {
        String[] parts = form.get(FIELD).split(" ", -1);
        if (parts.length != 2 || form.get("nonce").isEmpty()) {
            return null;
        }
        return new Unsettled(form.get("nonce"), parts[0],
                parts[1].matches("[0-9]{1,15}") ? Instant.ofEpochMilli(Long.parseLong(parts[1])) : null);
    }

    /** Returns the value of the hidden field. */
    String value() {
        return expires + " " + (end == null ? NO_END : Long.toString(end.toEpochMilli()));
    }

    /** Returns the end of that attempt, or null if it had none or a different one is chosen now. */
    Instant endFor(String chosen) {
        return chosen.equals(expires) ? end : null;
    }
}
