package org.iprestriction.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the decision and the whole filter allocate: nothing. And what the filter costs beside the decision. */
final class AllocationBars {

    private final Pace pace;
    private final Consumer<Verdict> verdicts;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    AllocationBars(Pace pace, Consumer<Verdict> verdicts) {
        this.pace = pace;
        this.verdicts = verdicts;
    }

    void measure() {
        Workload workload = new Workload(1_000, 6);
        String[] hot = workload.allowedCallers(64);
        wholeFilter(workload, hot); // first: no deployment sees all the callers below, and the compiler looks at who came
        Contender ours = Contenders.isolated(Contenders.OURS, workload.rules());
        String[] ipv4 = workload.callers(Workload.Callers.IPV4_HITS, pace.callers());
        Map<String, String[]> forms = new LinkedHashMap<>();
        forms.put("IPv4, allowed", ipv4);
        forms.put("IPv4, blocked", workload.callers(Workload.Callers.IPV4_MISSES, pace.callers()));
        forms.put("IPv6, allowed", workload.callers(Workload.Callers.IPV6_HITS, pace.callers()));
        forms.put("IPv6, blocked", workload.callers(Workload.Callers.IPV6_MISSES, pace.callers()));
        forms.put("IPv4 written as IPv6", changed(ipv4, text -> "::ffff:" + text));
        forms.put("no address", changed(ipv4, text -> text + ".x"));
        forms.forEach((form, callers) -> judge("a decision, " + form, callers, ours::allows));
        try (FilterRig rig = new FilterRig(workload.rules())) {
            judge("the filter, allowed callers", hot, rig::passes);
            judge("the filter, allowed callers in brackets",
                    changed(hot, text -> text.indexOf(':') < 0 ? text : "[" + text + "]"), rig::passes);
        }
        try (FilterRig rig = new FilterRig(workload.rules(), "198.51.100.1")) {
            judge("the filter, allowed callers behind one proxy", hot, rig::passes);
        }
    }

    private static String[] changed(String[] texts, java.util.function.UnaryOperator<String> change) {
        return Arrays.stream(texts).map(change).toArray(String[]::new);
    }

    private void judge(String what, String[] callers, Predicate<String> door) {
        int calls = pace.isSmoke() ? 20_000 : 500_000;
        walk(callers, door, calls);
        long before = threads.getCurrentThreadAllocatedBytes();
        walk(callers, door, calls);
        double each = (double) (threads.getCurrentThreadAllocatedBytes() - before) / calls;
        verdicts.accept(Verdict.atMost("B5", "bytes allocated by " + what, each, 0.01, ""));
    }

    private static void walk(String[] callers, Predicate<String> door, int calls) {
        int hits = 0;
        for (int i = 0; i < calls; i++) {
            hits += door.test(callers[i % callers.length]) ? 1 : 0;
        }
        Interleaved.sink += hits;
    }

    private void wholeFilter(Workload workload, String[] hot) {
        List<Cidr> rules = workload.rules();
        Contender ours = Contenders.isolated(Contenders.OURS, rules);
        try (FilterRig with = new FilterRig(rules); FilterRig without = new FilterRig(rules)) {
            Contender again = Contenders.isolated(Contenders.OURS, rules);
            Interleaved run = Interleaved.quiet(pace, "decision", () -> {
                Interleaved lanes = new Interleaved(pace);
                // the same loop twice: shared, its call would go to two places, and cost both of them
                lanes.add("filter", (callers, from, count) -> {
                    int passed = 0;
                    for (int i = 0; i < count; i++) {
                        passed += with.passes(callers[(from + i) % callers.length]) ? 1 : 0;
                    }
                    return passed;
                }, hot);
                lanes.add("chain", (callers, from, count) -> {
                    int passed = 0;
                    for (int i = 0; i < count; i++) {
                        passed += without.passesWithoutFilter(callers[(from + i) % callers.length]) ? 1 : 0;
                    }
                    return passed;
                }, hot);
                lanes.add("decision", ours::hits, hot);
                lanes.add("decision", again::hits, hot);
                return lanes.run();
            });
            double chain = run.nanos("chain");
            verdicts.accept(Verdict.atMost("B10", "(filter - chain) / decision, 64 callers, 1,000 rules",
                    (run.nanos("filter") - chain) / run.nanos("decision"), 1.4, String.format(java.util.Locale.ROOT,
                            "%.0f ns, %.0f ns, %.0f ns", run.nanos("filter"), chain, run.nanos("decision"))));
        }
    }
}
