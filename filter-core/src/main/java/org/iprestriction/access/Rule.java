package org.iprestriction.access;

import java.util.Objects;
import org.iprestriction.address.IpRange;

/**
 * A range that is allowed or blocked for a period. Immutable.
 *
 * @param id names the rule, unique within its list
 * @param action what it does
 * @param range the addresses it holds, not null
 * @param from the first instant at which it is in force, in milliseconds since 1970-01-01T00:00Z
 * @param until the first instant at which it no longer is, likewise; {@link Long#MAX_VALUE} for an open end. Not after
 *     {@code from} means never in force
 */
public record Rule(long id, Action action, IpRange range, long from, long until) {

    /**
     * Makes a rule.
     *
     * @param id any number
     * @param action not null
     * @param range not null
     * @param from in milliseconds of the epoch
     * @param until likewise
     */
    public Rule {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(range, "range");
    }

    /**
     * Returns a rule that is always in force.
     *
     * @param id names the rule
     * @param action what it does
     * @param range the addresses it holds
     * @return the rule
     */
    public static Rule always(long id, Action action, IpRange range) {
        return new Rule(id, action, range, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * Tells whether this rule is in force at an instant.
     *
     * @param instant milliseconds since 1970-01-01T00:00Z
     * @return true from {@code from}, and until just before {@code until}
     */
    public boolean isInForce(long instant) {
        return from <= instant && instant < until;
    }
}
