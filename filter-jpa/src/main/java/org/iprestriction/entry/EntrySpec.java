package org.iprestriction.entry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.iprestriction.access.Action;
import org.iprestriction.address.Notation;
import org.iprestriction.settings.Settings;

/**
 * What an administrator wants an entry to be. {@link #of} is the way from text to it, and where all checks of text end;
 * what depends on the rest of the list is checked when it is saved.
 *
 * @param name the name, as it is stored
 * @param address the address or range, as it was written
 * @param action what becomes of requests from it
 * @param enabled whether it is to apply at all
 * @param expiresAt when it ends by itself, cut to the millisecond, or null for never
 */
public record EntrySpec(String name, Notation address, Action action, boolean enabled, Instant expiresAt) {

    /**
     * Makes a spec of parts that were checked before.
     *
     * @param name not null
     * @param address not null
     * @param action not null
     * @param enabled whether it is to apply at all
     * @param expiresAt cut to the millisecond here; null for never
     */
    public EntrySpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(action, "action");
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Reads what was typed or sent.
     *
     * @param type {@code ip}, {@code range}, or null to take the type from the address
     * @param name the name; null counts as empty
     * @param address the address or range; null counts as empty
     * @param action {@code allow}, {@code block}, or null for allow
     * @param enabled whether it is to apply
     * @param expiresAt when it ends by itself, or null for never
     * @param settings says how large a range may be
     * @return the spec
     * @throws EntryRejectedException with reason TEXT, and one problem for each field that is wrong
     */
    public static EntrySpec of(String type, String name, String address, String action, boolean enabled,
            Instant expiresAt, Settings settings) {
        return new SpecReader(settings).read(type, name, address, action, enabled, expiresAt);
    }

    /**
     * Returns the type an administrator chose, or would have to choose.
     *
     * @return {@code ip} for one address written as such, else {@code range}
     */
    public String type() {
        return address.kind() == Notation.Kind.SINGLE ? "ip" : "range";
    }

    /**
     * Returns whether another spec is the same but for its name.
     *
     * @param other the other, not null
     * @return true if both allow or block the same for as long
     */
    public boolean appliesLike(EntrySpec other) {
        return address.equals(other.address) && action == other.action && enabled == other.enabled
                && Objects.equals(expiresAt, other.expiresAt);
    }

    /**
     * Returns the same, enabled or disabled.
     *
     * @param on whether it is to apply
     * @return a spec that differs in nothing else
     */
    public EntrySpec enabled(boolean on) {
        return new EntrySpec(name, address, action, on, expiresAt);
    }

    /**
     * Says everything but the name in one line, for the history.
     *
     * @return such as {@code 192.168.0.0/16, disabled}
     */
    public String describe() {
        return address + (action == Action.BLOCK ? ", block" : "") + (enabled ? "" : ", disabled")
                + (expiresAt == null ? "" : ", until " + expiresAt);
    }
}
