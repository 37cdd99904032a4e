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
 * The rules of one list over time. Immutable: a change makes the next plan.
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
     * Returns the plan in which each of these rules replaces the one with its id. Permissions that had ended by an instant are
     * left out for good. A block is not: where the clock goes back to a time at which it was in force, it is again.
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

    /** Returns the rules in force at an instant, by id. */
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

    /** Returns the first instant after another at which the rules in force change, or {@link #NEVER}. */
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
