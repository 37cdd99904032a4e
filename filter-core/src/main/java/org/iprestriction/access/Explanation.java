package org.iprestriction.access;

import java.util.List;

/**
 * The reason for a decision about one address. Immutable and thread-safe.
 *
 * @param decision the decision, the same that {@link AccessList#decide} returns; not null
 * @param rules the ids of all rules that contain the address, in the order in which the list was compiled; not null
 * @param decidedBy the id of the rule that decided; null if no rule contains the address
 */
public record Explanation(Decision decision, List<Long> rules, Long decidedBy) {
}
