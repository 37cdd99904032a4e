package org.iprestriction.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.benchmarks.contenders.Ranges;
import org.iprestriction.benchmarks.contenders.Reads;

/** What it costs to compile a list, in time beside sorting the same numbers, and in memory. */
final class CompileBars {

    private final Pace pace;
    private final Consumer<Verdict> verdicts;
    private final List<Cost> costs = new ArrayList<>();

    /** What one size costs. */
    record Cost(int rules, double millis, double sortMillis, double bytesPerRule) {
    }

    CompileBars(Pace pace, Consumer<Verdict> verdicts) {
        this.pace = pace;
        this.verdicts = verdicts;
    }

    List<Cost> costs() {
        return costs;
    }

    void measure() {
        List<Rule> rules = List.of();
        for (int size : pace.sizes()) {
            List<Rule> fewer = rules;
            rules = rules(size);
            costs.add(atSize(rules));
            if (size == pace.largest()) {
                growth(fewer, rules);
            }
        }
        for (Cost cost : costs) {
            if (cost.rules() >= 100_000) {
                verdicts.accept(Verdict.atMost("B8", String.format(Locale.ROOT, "compile / Arrays.sort at %,d rules",
                        cost.rules()), cost.millis() / cost.sortMillis(), 2,
                        String.format(Locale.ROOT, "%.1f ms, %.1f ms", cost.millis(), cost.sortMillis())));
            }
        }
    }

    private static List<Rule> rules(int size) {
        List<Rule> rules = new ArrayList<>();
        for (Cidr rule : new Workload(size, 4).rules()) {
            rules.add(Rule.always(rules.size(), rules.size() % 10 == 9 ? Action.BLOCK : Action.ALLOW, Ranges.of(rule)));
        }
        return rules;
    }

    /** Both sizes take turns, the smaller as often as it takes for as many rules. */
    private void growth(List<Rule> fewer, List<Rule> many) {
        double[] ratios = new double[pace.isSmoke() ? 1 : 11];
        int times = many.size() / fewer.size();
        for (int round = 0; round < ratios.length; round++) {
            long start = cpuTime();
            for (int i = 0; i < times; i++) {
                Interleaved.sink += AccessList.compile(fewer, Decision.BLOCKED).size();
            }
            long between = cpuTime();
            Interleaved.sink += AccessList.compile(many, Decision.BLOCKED).size();
            ratios[round] = (double) (cpuTime() - between) / (between - start);
        }
        verdicts.accept(Verdict.atMost("B8", String.format(Locale.ROOT, "time for a rule at %,d / at %,d", many.size(),
                fewer.size()), Interleaved.quantile(ratios, 0.5), 1.5, String.format(Locale.ROOT, "[%.2f - %.2f]",
                Interleaved.quantile(ratios, 0.1), Interleaved.quantile(ratios, 0.9))));
    }

    private Cost atSize(List<Rule> rules) {
        long[][] numbers = numbers(rules);
        int rounds = pace.isSmoke() ? 2 : Math.max(9, Math.min(400, 2_000_000 / rules.size()));
        double[] compiling = new double[rounds];
        double[] sorting = new double[rounds];
        AccessList list = null;
        long warm = System.nanoTime() + pace.warmUpMillis() * 2_000_000L;
        for (int round = -1; round < rounds; round += round >= 0 || System.nanoTime() > warm ? 1 : 0) {
            long start = cpuTime();
            list = AccessList.compile(rules, Decision.BLOCKED);
            long compiled = cpuTime();
            long[][] copies = Arrays.stream(numbers).map(long[]::clone).toArray(long[][]::new);
            long copied = cpuTime();
            for (long[] copy : copies) {
                Arrays.sort(copy);
            }
            long sorted = cpuTime();
            Interleaved.sink += copies[0].length + list.size();
            compiling[Math.max(0, round)] = (compiled - start) / 1e6;
            sorting[Math.max(0, round)] = (sorted - copied) / 1e6;
        }
        double bytes = memory(list, rules.size());
        return new Cost(rules.size(), Interleaved.quantile(compiling, 0.5), Interleaved.quantile(sorting, 0.5), bytes);
    }

    /** Both run in one thread; its own time leaves out the neighbours. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Answers the numbers that any build has to sort: IPv4 ranges in one long each, IPv6 by the first halves of both ends. */
    private static long[][] numbers(List<Rule> rules) {
        return new long[][] {
            rules.stream().filter(rule -> rule.range().isIpv4())
                    .mapToLong(rule -> rule.range().first().low() << 32 | rule.range().last().low()).toArray(),
            rules.stream().filter(rule -> !rule.range().isIpv4()).mapToLong(rule -> rule.range().first().high()).toArray(),
            rules.stream().filter(rule -> !rule.range().isIpv4()).mapToLong(rule -> rule.range().last().high()).toArray()};
    }

    private double memory(AccessList list, int size) {
        int[] ipv4 = (int[]) Reads.field(list, "allowedIpv4");
        int index4 = (1 << 32 - (int) Reads.field(list, "allowedIpv4Shift")) + 2;
        Object ipv6 = Reads.field(list, "allowedIpv6");
        long bytes4 = 4L * ipv4.length;
        long bytes6 = bytes(ipv6, "high", 8) + bytes(ipv6, "low", 8) + bytes(ipv6, "slots", 8) + bytes(ipv6, "index", 4);
        double ranges4 = (ipv4.length - index4 - 4) / 2.0;
        double ranges6 = Array.getLength(Reads.field(ipv6, "low")) / 2.0;
        String at = String.format(Locale.ROOT, " at %,d rules", size);
        verdicts.accept(Verdict.atMost("B9", "bytes for a merged IPv4 range" + at, Math.max(0, bytes4 - 1024) / Math.max(1, ranges4), 24, ""));
        verdicts.accept(Verdict.atMost("B9", "bytes for a merged IPv6 range" + at, Math.max(0, bytes6 - 1024) / Math.max(1, ranges6), 48, ""));
        if (size >= 1_000_000) {
            verdicts.accept(Verdict.atMost("B9", "bytes for a rule" + at, (double) (bytes4 + bytes6) / size, 16, ""));
        }
        return (double) (bytes4 + bytes6) / size;
    }

    private static long bytes(Object owner, String array, int each) {
        return (long) each * Array.getLength(Reads.field(owner, array));
    }
}
