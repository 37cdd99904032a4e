package org.iprestriction.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;

/** What a node that knows the model's list as it is now has to answer, at every instant, to each of some callers. */
final class ExpectedAnswers {

    private final List<Rule> rules = new ArrayList<>();
    private final List<IpAddress> callers;
    /** The answers from an instant on; null until somebody asks. */
    private final TreeMap<Long, Decision[]> stretches = new TreeMap<>();

    private record Rule(IpRange range, Action action, long from, long until) {
    }

    ExpectedAnswers(ModelList model, List<IpAddress> callers) {
        this.callers = callers;
        stretches.put(Long.MIN_VALUE, null);
        model.entries.values().forEach(entry -> entry.steps.forEach((from, spec) -> {
            if (spec != null && spec.enabled()) {
                Long next = entry.steps.higherKey(from);
                long until = Math.min(next == null ? Long.MAX_VALUE : next, ModelList.expiry(spec));
                rules.add(new Rule(spec.address().range(), spec.action(), from, until));
                stretches.put(from, null);
                stretches.put(until, null);
            }
        }));
    }

    /** Returns the answers at an instant, one for each caller. */
    Decision[] at(long instant) {
        Map.Entry<Long, Decision[]> stretch = stretches.floorEntry(instant);
        if (stretch.getValue() == null) {
            stretches.put(stretch.getKey(), decide(instant));
        }
        return stretches.floorEntry(instant).getValue();
    }

    /** Returns the different answers that are right at some instant between two, both included, whichever is the earlier. */
    List<Decision[]> between(long one, long other) {
        long from = Math.min(one, other);
        TreeSet<Long> instants = new TreeSet<>(stretches.subMap(from, false, Math.max(one, other), true).keySet());
        instants.add(from);
        return instants.stream().map(this::at).toList();
    }

    private Decision[] decide(long instant) {
        List<Rule> inForce = rules.stream().filter(rule -> rule.from <= instant && instant < rule.until).toList();
        return callers.stream().map(caller -> decide(inForce, caller)).toArray(Decision[]::new);
    }

    private static Decision decide(List<Rule> inForce, IpAddress caller) {
        List<Action> actions = inForce.stream().filter(rule -> rule.range.contains(caller)).map(Rule::action).toList();
        return actions.contains(Action.ALLOW) && !actions.contains(Action.BLOCK) ? Decision.ALLOWED : Decision.BLOCKED;
    }
}
