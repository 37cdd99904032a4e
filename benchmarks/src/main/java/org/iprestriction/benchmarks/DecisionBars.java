package org.iprestriction.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The decision beside its floor, its peers and itself at another size. */
final class DecisionBars {

    private static final List<String> OURS_IN_PARTS = List.of(Contenders.READS, Contenders.PARSE, "binary search",
            "TreeMap.floorEntry");

    private final Pace pace;
    private final Consumer<Verdict> verdicts;
    /** Median nanoseconds by size and contender. */
    private final Map<Integer, Map<String, Double>> nanos = new LinkedHashMap<>();

    DecisionBars(Pace pace, Consumer<Verdict> verdicts) {
        this.pace = pace;
        this.verdicts = verdicts;
    }

    Map<Integer, Map<String, Double>> nanos() {
        return nanos;
    }

    void measure() {
        for (int size : pace.sizes()) {
            atSize(size);
        }
        growth();
        crowd();
    }

    private void atSize(int size) {
        Workload workload = new Workload(size, 2);
        String[] callers = workload.callers(Workload.Callers.COLD, pace.callers());
        List<String> names = new ArrayList<>(OURS_IN_PARTS);
        names.addAll(Contenders.LIBRARIES);
        if (size <= pace.most()) {
            names.addAll(Contenders.LINEAR);
        }
        names.add(0, Contenders.OURS);
        Map<String, Contender> contenders = new LinkedHashMap<>();
        for (String name : names) {
            Contender contender = Contenders.isolated(name, workload.rules());
            Contenders.requireAgreement(name, contender, workload.rules(), callers, size > 1_000 ? 300 : 3_000);
            contenders.put(name, contender);
        }
        Interleaved run = Interleaved.quiet(pace, Contenders.OURS, () -> {
            Interleaved lanes = new Interleaved(pace);
            contenders.forEach((name, contender) -> lanes.add(name, contender::hits, callers));
            lanes.add(Contenders.OURS, Contenders.isolated(Contenders.OURS, workload.rules())::hits, callers);
            lanes.add(Contenders.READS, Contenders.isolated(Contenders.READS, workload.rules())::hits, callers);
            return lanes.run();
        });
        Map<String, Double> medians = new LinkedHashMap<>();
        contenders.keySet().forEach(name -> medians.put(name, run.nanos(name)));
        nanos.put(size, medians);
        judge(size, run);
        family(size, workload, true);
        family(size, workload, false);
    }

    /** Callers of one family only, half of them hits, beside the floor. */
    private void family(int size, Workload workload, boolean ipv4) {
        String[] callers = workload.family(ipv4, pace.callers());
        Interleaved run = Interleaved.quiet(pace, Contenders.OURS, () -> {
            Interleaved lanes = new Interleaved(pace);
            for (String name : List.of(Contenders.OURS, Contenders.READS, Contenders.OURS)) {
                lanes.add(name, Contenders.isolated(name, workload.rules())::hits, callers);
            }
            return lanes.run();
        });
        verdicts.accept(Verdict.atMost("B1", String.format(Locale.ROOT, "ours / parse and reads at %,d rules, %s callers",
                size, ipv4 ? "IPv4" : "IPv6"), run.ratio(Contenders.OURS, Contenders.READS), 1.75,
                besideTheFloor(run)));
    }

    private void judge(int size, Interleaved run) {
        String at = String.format(Locale.ROOT, " at %,d rules", size);
        verdicts.accept(Verdict.atMost("B1", "ours / parse and reads" + at, run.ratio(Contenders.OURS, Contenders.READS), 1.75,
                besideTheFloor(run)));
        for (String library : Contenders.LIBRARIES) {
            verdicts.accept(Verdict.atLeast("B2", library + " / ours" + at, run.ratio(library, Contenders.OURS),
                    size <= 10 ? 2.5 : 3, spread(run, library, Contenders.OURS)));
        }
        if (size <= pace.most()) {
            for (String linear : Contenders.LINEAR) {
                verdicts.accept(Verdict.told(linear + " / ours" + at, run.ratio(linear, Contenders.OURS),
                        spread(run, linear, Contenders.OURS) + String.format(Locale.ROOT, "; / parsing alone %.1f",
                                run.ratio(linear, Contenders.PARSE))));
            }
        }
        if (size >= 100) {
            verdicts.accept(Verdict.atLeast("B4", "binary search / ours" + at, run.ratio("binary search", Contenders.OURS), 1.3,
                    spread(run, "binary search", Contenders.OURS)));
        }
        if (size >= 1_000) {
            verdicts.accept(Verdict.atLeast("B4", "TreeMap.floorEntry / ours" + at,
                    run.ratio("TreeMap.floorEntry", Contenders.OURS), 2.5, spread(run, "TreeMap.floorEntry", Contenders.OURS)));
        }
    }

    private static String besideTheFloor(Interleaved run) {
        return spread(run, Contenders.OURS, Contenders.READS) + String.format(Locale.ROOT, "; one copy / the other [%.2f - %.2f]",
                run.again(Contenders.OURS, 0.1), run.again(Contenders.OURS, 0.9));
    }

    private static String spread(Interleaved run, String name, String to) {
        return String.format(Locale.ROOT, "[%.2f - %.2f]", run.ratio(name, to, 0.1), run.ratio(name, to, 0.9));
    }

    private void growth() {
        Workload small = new Workload(10, 2);
        Workload large = new Workload(pace.largest(), 2);
        Interleaved run = new Interleaved(pace);
        run.add("small", Contenders.isolated(Contenders.OURS, small.rules())::hits,
                small.callers(Workload.Callers.COLD, pace.callers()));
        run.add("large", Contenders.isolated(Contenders.OURS, large.rules())::hits,
                large.callers(Workload.Callers.COLD, pace.callers()));
        run.run();
        verdicts.accept(Verdict.atMost("B6", String.format(Locale.ROOT, "ours at %,d rules / ours at 10", pace.largest()),
                run.ratio("large", "small"), 5, spread(run, "large", "small")));
    }

    private void crowd() {
        int size = Math.min(100_000, pace.largest());
        List<Cidr> rules = Workload.crowd(size);
        String[] callers = Workload.crowdCallers(size, pace.callers());
        Contender search = Contenders.isolated("branch-free search", rules);
        Contenders.requireAgreement("branch-free search", search, rules, callers, 3_000);
        Interleaved run = Interleaved.quiet(pace, Contenders.OURS, () -> {
            Interleaved lanes = new Interleaved(pace);
            lanes.add(Contenders.OURS, Contenders.isolated(Contenders.OURS, rules)::hits, callers);
            lanes.add(Contenders.OURS, Contenders.isolated(Contenders.OURS, rules)::hits, callers);
            lanes.add("search", search::hits, callers);
            return lanes.run();
        });
        verdicts.accept(Verdict.atMost("B7", String.format(Locale.ROOT, "ours / branch-free search, crowd of %,d", size),
                run.ratio(Contenders.OURS, "search"), 1.3, spread(run, Contenders.OURS, "search")));
    }
}
