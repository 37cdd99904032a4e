package org.iprestriction.live;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the source what this node applies. A report that cannot be stored is logged and changes nothing else: the next
 * one follows with the next poll. The loader sends reports; any thread may ask for the current one.
 */
final class Reporter {

    private final AccessListSource source;
    private final LiveLists lists;
    private final StoreClock clock;
    private final NodeIdentity node;
    private final LoaderLog log;
    /** Why the last report could not be stored, or null. */
    private volatile Problem unsaid;

    Reporter(AccessListSource source, LiveLists lists, StoreClock clock, NodeIdentity node, LoaderLog log) {
        this.source = source;
        this.lists = lists;
        this.clock = clock;
        this.node = node;
        this.log = log;
    }

    /** Sends a report. Returns why it could not be stored, or null if it was. */
    Problem send(Changes.Position loaded, String problem, boolean signOff) {
        try {
            source.report(report(loaded, problem, signOff));
            unsaid = null;
            log.reported();
            return null;
        } catch (Throwable failure) { // the next report follows with the next poll
            return Problem.of(failure);
        }
    }

    /** Notes that a report could not be stored. {@code otherwiseWell} is whether the poll succeeded, so that only the report can be at fault. */
    void notSent(boolean otherwiseWell, Problem problem) {
        unsaid = problem;
        log.notReported(otherwiseWell, problem);
    }

    /** Returns why the last report could not be stored, or null. */
    Problem unsaid() {
        return unsaid;
    }

    static String sentence(Problem unsaid) {
        return "The report of this node cannot be saved: " + unsaid.sentence();
    }

    /** Returns what this node would report now, if it could, and why its last report could not be stored. */
    NodeReport current(Changes.Position loaded, String problem) {
        Problem last = unsaid;
        return report(loaded, joined(Stream.of(problem, last == null ? null : sentence(last))), false);
    }

    private NodeReport report(Changes.Position loaded, String problem, boolean signOff) {
        List<LiveList> refused = lists.troubled().stream().filter(list -> list.refusal() != null).toList();
        long refusedFrom = refused.stream().mapToLong(list -> list.lastRead().revision() + 1).min().orElse(Long.MAX_VALUE);
        return new NodeReport(node.id(), node.name(), loaded, refusedFrom, lists.totals().rules(), lists.totals().since(),
                node.startedAt(), clock.isSet() ? node.wallClock().millis() - clock.millis() : 0,
                joined(Stream.of(refused.stream().map(LiveList::refusal), Stream.ofNullable(problem),
                        lists.troubled().stream().map(LiveList::skipped)).flatMap(sentences -> sentences)), signOff);
    }

    /** Returns one line about everything that is not current, or null. */
    private static String joined(Stream<String> problems) {
        String all = problems.filter(Objects::nonNull).collect(Collectors.joining(" "));
        return all.isEmpty() ? null : all;
    }
}
