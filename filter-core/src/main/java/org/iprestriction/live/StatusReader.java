package org.iprestriction.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together what is known about a list and its store. */
final class StatusReader {

    /** With a very short activation, a few failed polls are no reason for an alarm. */
    private static final Duration SHORTEST_DELAY = Duration.ofSeconds(10);

    private final Loader loader;
    private final LongSupplier nanoTime;

    StatusReader(Loader loader, LongSupplier nanoTime) {
        this.loader = loader;
        this.nanoTime = nanoTime;
    }

    ListStatus status(LiveList list) {
        var inForce = list.inForce();
        long next = list.nextChange();
        return new ListStatus(list.name(), inForce != null, list.revision(), inForce == null ? 0 : inForce.size(),
                inForce == null ? null : Instant.ofEpochMilli(list.since()),
                next == ListPlan.NEVER ? null : Instant.ofEpochMilli(next),
                list.plan() == null ? null : age(list), sentence(list), reasons(list));
    }

    private Duration age(LiveList list) {
        return Duration.ofNanos(nanoTime.getAsLong() - list.refreshedAt());
    }

    /** Returns whether a list was not refreshed for so long that changes saved since may already have to be in force. */
    boolean isBehind(LiveList list) {
        Duration activation = loader.progress().activation();
        return list.plan() != null && age(list).compareTo(activation.compareTo(SHORTEST_DELAY) < 0 ? SHORTEST_DELAY : activation) > 0;
    }

    /** Returns what is wrong; null if nothing is. The worst comes first, and what follows from it is left out. */
    private String sentence(LiveList list) {
        Problem unusable = loader.unusable();
        if (list.refusal() != null || unusable != null) {
            return list.refusal() != null ? list.refusal() : unusable.sentence();
        }
        String others = others(list).map(Problem::sentence).collect(Collectors.joining(" "));
        return others.isEmpty() ? null : others;
    }

    private Stream<Problem> others(LiveList list) {
        Problem unreported = loader.unreported();
        return Stream.of(loader.progress().skipped(),
                list.unknown() == null ? null : new Problem("list_unknown", list.unknown()),
                unreported == null ? null : new Problem("report_not_saved", Reporter.sentence(unreported)),
                loader.lastGood().problem()).filter(Objects::nonNull);
    }

    private List<String> reasons(LiveList list) {
        List<String> reasons = new ArrayList<>();
        Problem unusable = loader.unusable();
        boolean fromFile = loader.lastGood().note() != null && list.plan() != null;
        if (list.plan() == null) {
            reasons.add("list_not_loaded");
        } else if (list.inForce() == null) {
            reasons.add("list_too_old");
        } else if (list.refusal() != null || unusable != null) {
            reasons.add("list_not_refreshed");
        }
        if (isBehind(list)) {
            reasons.add("list_older_than_activation");
        }
        reasons.addAll(fromFile ? List.of("list_from_snapshot") : List.of());
        reasons.addAll(list.refusal() == null ? List.of() : List.of("row_unreadable"));
        Problem unreported = unusable == null ? loader.unreported() : null;
        Stream.of(unusable, unreported).filter(Objects::nonNull).map(Problem::code).filter(Objects::nonNull).forEach(reasons::add);
        (unusable == null ? others(list) : others(list).filter(problem -> !problem.code().equals("report_not_saved")))
                .map(Problem::code).forEach(reasons::add);
        return reasons.stream().distinct().sorted().toList();
    }
}
