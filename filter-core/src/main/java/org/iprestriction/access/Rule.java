package org.iprestriction.access;

import java.util.Objects;
import org.iprestriction.address.IpRange;

/**
 * A range that is allowed or blocked for a period. Immutable and thread-safe.
 *
 * @param id identifies the rule; unique within its list
 * @param action the effect of the rule, not null
 * @param range the addresses to which the rule applies, not null
 * @param from the first instant at which the rule is in force, in milliseconds since 1970-01-01T00:00Z
 * @param until the first instant at which it is no longer in force, in the same unit; {@link Long#MAX_VALUE} for no
 *     end. If it is not after {@code from}, the rule is never in force
 */
public record Rule(long id, Action action, IpRange range, long from, long until) {

    /**
     * Creates a rule.
     *
     * @param id any number
     * @param action not null
     * @param range not null
     * @param from in milliseconds since the epoch
     * @param until in milliseconds since the epoch
     * @throws NullPointerException if {@code action} or {@code range} is null
     */
    public Rule {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(range, "range");
    }

    /**
     * Returns a rule that is always in force.
     *
     * @param id identifies the rule
     * @param action the effect of the rule, not null
     * @param range the addresses to which the rule applies, not null
     * @return the rule
     */
    public static Rule always(long id, Action action, IpRange range) {
        return new Rule(id, action, range, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * Returns whether this rule is in force at an instant.
     *
     * @param instant the instant in milliseconds since 1970-01-01T00:00Z
     * @return true if {@code instant} is at or after {@code from} and before {@code until}
     */
    public boolean isInForce(long instant) {
        return from <= instant && instant < until;
    }
}
