package org.iprestriction.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iprestriction.access.Rule;

/** Applies what was read from the source to the lists. Used by the loader. */
final class ListUpdater {

    /** The most lists that are read apart by one poll; they are named in a statement. */
    private static final int MOST_APART = 100;

    private final LiveLists lists;
    private final StoreClock clock;
    private final LoaderLog log;
    /** The last list that was read apart while there were too many of them. */
    private String turn = "";

    ListUpdater(LiveLists lists, StoreClock clock, LoaderLog log) {
        this.lists = lists;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Returns the lists of which everything must be read, because changes do not tell whether their bad rules were repaired. If
     * there are many, those that something was saved in come first, and the others take turns.
     */
    Set<String> apart(Changes changes, boolean news) {
        if (changes.complete()) {
            return Set.of();
        }
        NavigableSet<String> bad = lists.troubled().stream().filter(list -> list.refusal() != null || news && list.skipped() != null)
                .map(LiveList::name).collect(Collectors.toCollection(TreeSet::new));
        if (bad.size() <= MOST_APART) {
            return bad;
        }
        Set<String> apart = Stream.of(changes.rules().keySet().stream().filter(bad::contains), bad.tailSet(turn, false).stream(), bad.stream())
                .flatMap(names -> names).distinct().limit(MOST_APART).collect(Collectors.toCollection(LinkedHashSet::new));
        apart.forEach(name -> turn = name);
        return apart;
    }

    /**
     * Updates the lists that changes are about; those in {@code apart} from {@code again}, which may be null if there are none.
     * Returns the lists whose rules in force changed.
     */
    List<LiveList> update(Changes changes, Set<String> apart, Changes again, Set<String> wanted) {
        List<LiveList> switched = new ArrayList<>();
        for (String name : touched(changes)) {
            if (!apart.contains(name) && (wanted.contains(LiveLists.EVERY) || wanted.contains(name)) && (changes.complete() || !isRefused(name))) {
                update(name, changes, switched);
            }
        }
        for (String name : apart) {
            update(name, again, switched);
        }
        return switched;
    }

    /** Returns whether changes are not enough to update a list, because it has missed earlier ones. */
    private boolean isRefused(String name) {
        LiveList list = lists.find(name);
        return list != null && list.refusal() != null;
    }

    /** Returns the lists that changes are about. Those that a complete reading does not contain are empty. */
    private Set<String> touched(Changes changes) {
        Set<String> touched = new HashSet<>(changes.rules().keySet());
        touched.addAll(changes.refused().keySet());
        touched.addAll(changes.skipped().keySet());
        if (changes.complete()) {
            touched.addAll(lists.names());
            lists.all().forEach(list -> touched.add(list.name()));
        }
        return touched;
    }

    private void update(String name, Changes changes, List<LiveList> switched) {
        LiveList list = lists.create(name);
        String refusal = changes.refused().get(name);
        log.refusal(name, list.refusal(), refusal);
        if (refusal == null) {
            list.keepUp();
        } else {
            list.fallBehind();
        }
        list.refuse(refusal);
        skip(list, changes);
        if (refusal == null && apply(list, changes)) {
            switched.add(list);
        }
        lists.changed(list);
    }

    /** Notes the rules that were left out; a poll for changes does not return those that an earlier one left out. */
    private void skip(LiveList list, Changes changes) {
        List<String> sentences = new TreeSet<>(changes.skipped().getOrDefault(list.name(), List.of())).stream().toList();
        String now = sentences.isEmpty() ? null : String.join(" ", sentences);
        if (changes.complete() || now != null) {
            log.skipped(list.name(), list.skipped(), now);
            list.skip(now);
        }
    }

    private boolean apply(LiveList list, Changes changes) {
        List<Rule> rules = changes.rules().getOrDefault(list.name(), List.of());
        ListPlan plan = list.plan();
        if (plan == null) {
            list.plan(ListPlan.of(rules, clock.steadyUntil()), clock.millis());
        } else if (changes.complete()) {
            list.plan(plan.replacedBy(rules, clock.steadyUntil()), clock.millis());
        } else if (!rules.isEmpty()) {
            list.plan(plan.with(rules, clock.steadyUntil()), clock.millis());
        }
        return list.advance(clock.millis()); // a planned instant may have passed during compilation
    }

    /** Applies lists again that had become too old. */
    void putBackInForce() {
        if (lists.freshness().isTooOld()) {
            lists.freshness().tooOld(false);
            lists.all().stream().filter(list -> list.refusal() == null).forEach(list -> list.advance(clock.millis()));
        }
    }

    /** Tells which of the wanted lists the store does not hold, although it holds others. */
    void tellUnknown(Set<String> wanted, Map<String, String> sentences) {
        for (String name : wanted) {
            if (!name.equals(LiveLists.EVERY)) {
                LiveList list = lists.create(name);
                log.unknown(list.unknown(), sentences.get(name));
                list.unknown(sentences.get(name));
            }
        }
    }
}
