package org.iprestriction.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iprestriction.live.LiveList.Reading;

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
        return new ListStatus(list.name(), inForce != null, list.lastRead().revision(), inForce == null ? 0 : inForce.size(),
                inForce == null ? null : Instant.ofEpochMilli(list.since()), instant(list.nextChange()),
                list.plan() == null ? null : age(list.lastRead()), sentence(list), reasons(list));
    }

    /** Returns the status of all lists of the store together. */
    ListStatus statusOfEvery(LiveLists lists) {
        boolean loaded = lists.isEveryLoaded();
        Reading last = lists.freshness().last();
        long since = lists.totals().since();
        Problem unusable = loader.unusable();
        Stream<Problem> others = unusable == null ? others(null) : Stream.empty();
        List<String> reasons = new ArrayList<>();
        reasons.addAll(loaded ? List.of() : List.of(lists.freshness().isTooOld() ? "list_too_old" : "list_not_loaded"));
        reasons.addAll(loaded && unusable != null ? List.of("list_not_refreshed") : List.of());
        reasons.addAll(isBehind(last) ? List.of("list_older_than_activation") : List.of());
        String sentence = Stream.concat(Stream.ofNullable(unusable), others).map(Problem::sentence).collect(Collectors.joining(" "));
        return new ListStatus(LiveLists.EVERY, loaded, last.revision(), lists.totals().rules(), since < 0 ? null : Instant.ofEpochMilli(since),
                instant(lists.instants().first()), last.revision() < 0 ? null : age(last), sentence.isEmpty() ? null : sentence,
                ofStore(reasons, unusable, null));
    }

    private static Instant instant(long at) {
        return at == ListPlan.NEVER ? null : Instant.ofEpochMilli(at);
    }

    private Duration age(Reading reading) {
        return Duration.ofNanos(nanoTime.getAsLong() - reading.nanos());
    }

    /** Returns whether lists were not refreshed for so long that changes saved since may already have to be in force. */
    boolean isBehind(Reading last) {
        Duration activation = loader.progress().activation();
        return last.revision() >= 0 && age(last).compareTo(activation.compareTo(SHORTEST_DELAY) < 0 ? SHORTEST_DELAY : activation) > 0;
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

    /** {@code list} is null for what concerns every list. */
    private Stream<Problem> others(LiveList list) {
        Problem unreported = loader.unreported();
        return Stream.of(list == null || list.skipped() == null ? null : new Problem("rows_skipped", list.skipped()),
                list == null || list.unknown() == null ? null : new Problem("list_unknown", list.unknown()),
                unreported == null ? null : new Problem("report_not_saved", Reporter.sentence(unreported)),
                loader.lastGood().problem()).filter(Objects::nonNull);
    }

    private List<String> reasons(LiveList list) {
        List<String> reasons = new ArrayList<>();
        Problem unusable = loader.unusable();
        if (list.plan() == null) {
            reasons.add("list_not_loaded");
        } else if (list.inForce() == null) {
            reasons.add("list_too_old");
        } else if (list.refusal() != null || unusable != null) {
            reasons.add("list_not_refreshed");
        }
        if (isBehind(list.lastRead())) {
            reasons.add("list_older_than_activation");
        }
        reasons.addAll(list.refusal() == null ? List.of() : List.of("row_unreadable"));
        return ofStore(reasons, unusable, list);
    }

    /** Adds the reasons that have to do with the store and not with the rules of a list. */
    private List<String> ofStore(List<String> reasons, Problem unusable, LiveList list) {
        boolean fromFile = loader.lastGood().note() != null && (list == null || list.plan() != null);
        reasons.addAll(fromFile ? List.of("list_from_snapshot") : List.of());
        Problem unreported = unusable == null ? loader.unreported() : null;
        Stream.of(unusable, unreported).filter(Objects::nonNull).map(Problem::code).filter(Objects::nonNull).forEach(reasons::add);
        (unusable == null ? others(list) : others(list).filter(problem -> !problem.code().equals("report_not_saved")))
                .map(Problem::code).forEach(reasons::add);
        return reasons.stream().distinct().sorted().toList();
    }
}
