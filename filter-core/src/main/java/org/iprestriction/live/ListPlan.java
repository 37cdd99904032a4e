package org.iprestriction.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.iprestriction.access.Action;
import org.iprestriction.access.Rule;

/**
 * The rules of one list over time. Immutable: a change creates a new plan.
 */
final class ListPlan {

    static final long NEVER = Long.MAX_VALUE;

    private static final ListPlan EMPTY = new ListPlan(new Rule[0]);

    /** Sorted by id, without duplicates. An array instead of a map, because there may be very many small lists. */
    private final Rule[] rules;

    private ListPlan(Rule[] rules) {
        this.rules = rules;
    }

    static ListPlan of(Collection<Rule> rules, long ended) {
        return EMPTY.with(rules, ended);
    }

    /**
     * Returns the plan in which each of these rules replaces the one with the same id. Permissions that ended at or
     * before {@code ended} are removed permanently. Blocks are not: if the clock goes back, they are in force again.
     */
    ListPlan with(Collection<Rule> changed, long ended) {
        Rule[] added = changed.toArray(new Rule[0]);
        Arrays.sort(added, Comparator.comparingLong(Rule::id)); // stable: of two with the same id, the later one counts
        List<Rule> next = new ArrayList<>(rules.length + added.length);
        int known = 0;
        for (int i = 0; i < added.length; i++) {
            if (i + 1 < added.length && added[i + 1].id() == added[i].id()) {
                continue;
            }
            while (known < rules.length && rules[known].id() < added[i].id()) {
                keep(rules[known++], ended, next);
            }
            known += known < rules.length && rules[known].id() == added[i].id() ? 1 : 0;
            keep(added[i], ended, next);
        }
        while (known < rules.length) {
            keep(rules[known++], ended, next);
        }
        return next.isEmpty() ? EMPTY : new ListPlan(next.toArray(new Rule[0]));
    }

    /**
     * Returns the plan with exactly these rules. A rule that is known stays the same object: compiled lists keep theirs, and
     * otherwise each reading of everything would leave a second copy of every rule in memory.
     */
    ListPlan replacedBy(Collection<Rule> all, long ended) {
        Rule[] next = of(all, ended).rules;
        boolean same = next.length == rules.length;
        int known = 0;
        for (int i = 0; i < next.length; i++) {
            while (known < rules.length && rules[known].id() < next[i].id()) {
                known++;
            }
            if (known < rules.length && rules[known].equals(next[i])) {
                next[i] = rules[known];
            }
            same &= i < rules.length && next[i] == rules[i];
        }
        return same ? this : next.length == 0 ? EMPTY : new ListPlan(next);
    }

    private static void keep(Rule rule, long ended, List<Rule> into) {
        boolean over = rule.until() <= rule.from() || rule.action() == Action.ALLOW && rule.until() <= ended;
        if (!over) {
            into.add(rule);
        }
    }

    boolean isEmpty() {
        return rules.length == 0;
    }

    /** Returns the rules in force at an instant, sorted by id. */
    List<Rule> inForce(long instant) {
        List<Rule> inForce = new ArrayList<>(rules.length);
        for (Rule rule : rules) {
            if (rule.isInForce(instant)) {
                inForce.add(rule);
            }
        }
        return inForce.size() == rules.length ? rules() : inForce;
    }

    /** Returns the first instant after the given one at which the rules in force change, or {@link #NEVER}. */
    long nextChange(long instant) {
        long next = NEVER;
        for (Rule rule : rules) {
            if (rule.from() > instant) {
                next = Math.min(next, rule.from());
            }
            if (rule.until() > instant) {
                next = Math.min(next, rule.until());
            }
        }
        return next;
    }

    List<Rule> rules() {
        return Arrays.asList(rules);
    }
}
