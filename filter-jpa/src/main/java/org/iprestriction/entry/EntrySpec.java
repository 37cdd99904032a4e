package org.iprestriction.entry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import org.iprestriction.access.Action;
import org.iprestriction.address.Notation;
import org.iprestriction.settings.Settings;

/**
 * The state that an administrator wants an entry to have. {@link #of} creates a spec from text and makes all checks
 * that depend only on the text; checks that depend on the rest of the list are made when it is saved. Immutable and
 * thread-safe.
 *
 * @param name the name, in the form in which it is stored; not null
 * @param address the address or range, as it was written; not null
 * @param action whether the addresses are allowed or blocked; not null
 * @param enabled whether the entry has any effect
 * @param expiresAt the instant at which it expires, truncated to milliseconds; null for never
 */
public record EntrySpec(String name, Notation address, Action action, boolean enabled, Instant expiresAt) {

    /** The latest expiry: the end of the year 9999, the last one that is written with four digits. */
    public static final Instant LATEST_EXPIRY = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Creates a spec from values that have already been checked.
     *
     * @param name not null
     * @param address not null
     * @param action not null
     * @param enabled whether the entry has any effect
     * @param expiresAt truncated to milliseconds here; null for never
     * @throws NullPointerException if the name, address or action is null
     */
    public EntrySpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(action, "action");
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Parses and checks the fields of an entry.
     *
     * @param type {@code ip}, {@code range}, or null to derive the type from the address
     * @param name the name; null counts as empty
     * @param address the address or range; null counts as empty
     * @param action {@code allow}, {@code block}, or null for allow
     * @param enabled whether the entry has any effect
     * @param expiresAt the instant at which it expires, or null for never
     * @param settings the settings, which limit the size of a range; not null
     * @return the spec
     * @throws EntryRejectedException with reason TEXT, and one problem for each field that is wrong
     */
    public static EntrySpec of(String type, String name, String address, String action, boolean enabled,
            Instant expiresAt, Settings settings) {
        return new SpecReader(settings).read(type, name, address, action, enabled, expiresAt);
    }

    /**
     * Returns the type of the entry.
     *
     * @return {@code ip} for an address of kind {@link Notation.Kind#SINGLE}, otherwise {@code range}
     */
    public String type() {
        return type(address);
    }

    /**
     * Returns the type of an entry with an address or range.
     *
     * @param address the notation, not null
     * @return {@code ip} for one address written as such, else {@code range}
     */
    public static String type(Notation address) {
        return address.kind() == Notation.Kind.SINGLE ? "ip" : "range";
    }

    /**
     * Returns the word for the action.
     *
     * @return {@code allow} or {@code block}
     */
    public String actionWord() {
        return action.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns whether another spec is the same except for its name.
     *
     * @param other the other spec, not null
     * @return true if both allow or block the same addresses for the same time
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
     * Returns everything except the name as one line of text, for the history.
     *
     * @return for example {@code 192.168.0.0/16, disabled}
     */
    public String describe() {
        return address + (action == Action.BLOCK ? ", block" : "") + (enabled ? "" : ", disabled")
                + (expiresAt == null ? "" : ", until " + expiresAt);
    }
}
