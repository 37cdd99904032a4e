package org.iprestriction.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.iprestriction.access.Action;
import org.iprestriction.access.Rule;
import org.iprestriction.benchmarks.contenders.Ranges;
import org.iprestriction.live.NodeRig;

/** What it costs that each request has a list of its own: a hundred thousand lists of ten rules beside one list of a million. */
final class ManyListsBars {

    private static final int RULES = 10;
    /** Neither this rule nor its end falls due while it is measured. */
    private static final long LATER = System.currentTimeMillis() + 86_400_000L;

    private final Pace pace;
    private final Consumer<Verdict> verdicts;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final int count;

    ManyListsBars(Pace pace, Consumer<Verdict> verdicts) {
        this.pace = pace;
        this.verdicts = verdicts;
        this.count = pace.isSmoke() ? 100 : 100_000;
    }

    void measure() {
        Workload workload = new Workload(count * RULES, 9);
        long before = heap();
        List<List<Rule>> rules = split(workload.rules());
        try (NodeRig many = new NodeRig(rules)) {
            double bytes = (double) (heap() - before) / (count * RULES); // the rules as the node has them, and its lists
            verdicts.accept(Verdict.atMost("B11", String.format(Locale.ROOT, "bytes of heap an entry, %,d lists of %d", count, RULES), bytes, 250, ""));
            decisions(workload, rules, many);
            work(rules, many);
        }
    }

    /** Each list gets rules from all over the feed, as accounts have. */
    private static List<List<Rule>> split(List<Cidr> ranges) {
        List<Cidr> shuffled = new ArrayList<>(ranges);
        Collections.shuffle(shuffled, new Random(9));
        List<List<Rule>> lists = new ArrayList<>();
        for (int i = 0; i < shuffled.size(); i += RULES) {
            List<Rule> rules = new ArrayList<>(RULES);
            for (int j = i; j < i + RULES; j++) {
                rules.add(Rule.always(j, Action.ALLOW, Ranges.of(shuffled.get(j))));
            }
            lists.add(rules);
        }
        return lists;
    }

    private void decisions(Workload workload, List<List<Rule>> rules, NodeRig many) {
        Random random = new Random(10);
        int callers = pace.callers();
        String[] names = IntStream.range(0, count).mapToObj(NodeRig::name).toArray(String[]::new); // not those of the node
        String[] texts = new String[callers];
        String[] accounts = new String[callers];
        for (int i = 0; i < callers; i++) {
            int list = random.nextInt(count);
            accounts[i] = names[list];
            texts[i] = Workload.text(rules.get(list).get(random.nextInt(RULES)).range().first());
        }
        for (String name : names) {
            Interleaved.sink += name.hashCode(); // a text keeps its hash, once somebody has asked for it
        }
        try (FilterRig own = new FilterRig(many); FilterRig one = new FilterRig(workload.rules())) {
            Interleaved run = new Interleaved(pace);
            run.add("own", (ignored, from, times) -> {
                int passed = 0;
                for (int i = 0; i < times; i++) {
                    int at = (from + i) % callers;
                    passed += own.passes(texts[at], accounts[at]) ? 1 : 0;
                }
                return passed;
            }, texts);
            run.add("one", (ignored, from, times) -> {
                int passed = 0;
                for (int i = 0; i < times; i++) {
                    int at = (from + i) % callers;
                    passed += one.passes(texts[at], accounts[at]) ? 1 : 0;
                }
                return passed;
            }, texts);
            run.run();
            verdicts.accept(Verdict.atMost("B11", String.format(Locale.ROOT, "the filter, %,d lists of %d / one list of %,d", count, RULES,
                    count * RULES), run.ratio("own", "one"), 1.6, String.format(Locale.ROOT, "[%.2f - %.2f]; %.0f ns, %.0f ns",
                            run.ratio("own", "one", 0.1), run.ratio("own", "one", 0.9), run.nanos("own"), run.nanos("one"))));
            int calls = pace.isSmoke() ? 20_000 : 500_000;
            String[] hot = Arrays.copyOf(texts, 16); // the filter remembers the addresses of callers who come again
            int passed = walk(own, hot, accounts, calls);
            long before = threads.getCurrentThreadAllocatedBytes();
            passed += walk(own, hot, accounts, calls);
            double each = (double) (threads.getCurrentThreadAllocatedBytes() - before) / calls;
            if (passed != 2 * calls) {
                throw new IllegalStateException("Of " + 2 * calls + " callers, " + passed + " passed");
            }
            verdicts.accept(Verdict.atMost("B11", "bytes allocated by the filter, each request its own list", each, 0.01, ""));
        }
    }

    private static int walk(FilterRig rig, String[] texts, String[] accounts, int calls) {
        int passed = 0;
        for (int i = 0; i < calls; i++) {
            passed += rig.passes(texts[i % texts.length], accounts[i % texts.length]) ? 1 : 0;
        }
        return passed;
    }

    /** The work of a poll with one changed list, and of a tick at which nothing is due, beside the same with one list. */
    private void work(List<List<Rule>> rules, NodeRig many) {
        try (NodeRig single = new NodeRig(rules.subList(0, 1))) {
            Interleaved polls = new Interleaved(pace);
            polls.add("many", (ignored, from, times) -> polls(many, rules, times), new String[1]);
            polls.add("single", (ignored, from, times) -> polls(single, rules.subList(0, 1), times), new String[1]);
            polls.run();
            judge("refreshing one changed list", 3, polls);
            Interleaved ticks = new Interleaved(pace);
            ticks.add("many", (ignored, from, times) -> ticks(many, times), new String[1]);
            ticks.add("single", (ignored, from, times) -> ticks(single, times), new String[1]);
            ticks.run();
            judge("a tick at which nothing is due", 1.5, ticks);
        }
    }

    private void judge(String what, double limit, Interleaved run) {
        verdicts.accept(Verdict.atMost("B11", String.format(Locale.ROOT, "%s, %,d lists / one", what, count), run.ratio("many", "single"), limit,
                String.format(Locale.ROOT, "[%.2f - %.2f]; %.0f ns, %.0f ns", run.ratio("many", "single", 0.1), run.ratio("many", "single", 0.9),
                        run.nanos("many"), run.nanos("single"))));
    }

    private int polls(NodeRig rig, List<List<Rule>> rules, int times) {
        for (int i = 0; i < times; i++) {
            int list = i % rules.size();
            Rule rule = rules.get(list).get(0);
            rig.pollAfterChangeOf(list, new Rule(rule.id(), rule.action(), rule.range(), 0, LATER + i));
        }
        return times;
    }

    private static int ticks(NodeRig rig, int times) {
        for (int i = 0; i < times; i++) {
            rig.tick();
        }
        return times;
    }

    private static long heap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
