package org.iprestriction.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iprestriction.access.Action;
import org.iprestriction.access.Rule;

/**
 * The rules of one list over time. Immutable: a change creates a new plan.
 */
final class ListPlan {

    static final long NEVER = Long.MAX_VALUE;

    private final Map<Long, Rule> rules;

    private ListPlan(Map<Long, Rule> rules) {
        this.rules = rules;
    }

    static ListPlan of(Collection<Rule> rules, long ended) {
        return new ListPlan(new HashMap<>()).with(rules, ended);
    }

    /**
     * Returns the plan in which each of these rules replaces the one with the same id. Permissions that ended at or
     * before {@code ended} are removed permanently. Blocks are not: if the clock goes back, they are in force again.
     */
    ListPlan with(Collection<Rule> changed, long ended) {
        Map<Long, Rule> next = new HashMap<>(rules);
        for (Rule rule : changed) {
            next.put(rule.id(), rule);
        }
        next.values().removeIf(rule -> rule.until() <= rule.from()
                || rule.action() == Action.ALLOW && rule.until() <= ended);
        return new ListPlan(next);
    }

    /** Returns the rules in force at an instant, sorted by id. */
    List<Rule> inForce(long instant) {
        List<Rule> inForce = new ArrayList<>();
        for (Rule rule : rules.values()) {
            if (rule.isInForce(instant)) {
                inForce.add(rule);
            }
        }
        inForce.sort(Comparator.comparingLong(Rule::id));
        return inForce;
    }

    /** Returns the first instant after the given one at which the rules in force change, or {@link #NEVER}. */
    long nextChange(long instant) {
        long next = NEVER;
        for (Rule rule : rules.values()) {
            if (rule.from() > instant) {
                next = Math.min(next, rule.from());
            }
            if (rule.until() > instant) {
                next = Math.min(next, rule.until());
            }
        }
        return next;
    }

    Collection<Rule> rules() {
        return rules.values();
    }
}
