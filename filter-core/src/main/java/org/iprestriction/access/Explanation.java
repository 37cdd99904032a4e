package org.iprestriction.access;

import java.util.List;

/**
 * Why a list decided as it did for one address. Immutable.
 *
 * @param decision the decision, the same that {@link AccessList#decide} answers
 * @param rules the ids of all rules that hold the address, in the order the list was given
 * @param decidedBy the id of the rule that decided; null where no rule holds the address
 */
public record Explanation(Decision decision, List<Long> rules, Long decidedBy) {
}
