package org.iprestriction.benchmarks;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks: each contender with the sizes and callers that suit it. */
public final class JmhRun {

    private static final List<String> FAST = Stream.of(
            List.of(Contenders.OURS, Contenders.PARSE, Contenders.READS, "binary search", "TreeMap.floorEntry"),
            Contenders.LIBRARIES).flatMap(List::stream).toList();

    private JmhRun() {
    }

    /**
     * Runs.
     *
     * @param arguments the file to write, and perhaps {@code smoke}
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] arguments) throws RunnerException {
        run(new File(arguments[0]), arguments.length > 1 && arguments[1].equals("smoke") ? Pace.SMOKE : Pace.FULL);
    }

    static Collection<RunResult> run(File file, Pace pace) throws RunnerException {
        List<RunResult> results = new ArrayList<>();
        String[] sizes = Arrays.stream(pace.sizes()).mapToObj(String::valueOf).toArray(String[]::new);
        String[] small = Arrays.stream(pace.sizes()).filter(size -> size <= pace.most()).mapToObj(String::valueOf)
                .toArray(String[]::new);
        results.addAll(membership(pace, FAST, sizes, "COLD", "HOT"));
        results.addAll(membership(pace, Contenders.LINEAR, small, "COLD", "HOT"));
        results.addAll(membership(pace, List.of(Contenders.OURS, Contenders.READS),
                new String[] {"1000", String.valueOf(pace.largest())}, "IPV4_HITS", "IPV4_MISSES", "IPV6_HITS", "IPV6_MISSES"));
        results.addAll(new Runner(options(pace).include(FilterBenchmark.class.getName()).build()).run());
        ResultFormatFactory.getInstance(ResultFormatType.JSON, file.getPath()).writeOut(results);
        return results;
    }

    private static Collection<RunResult> membership(Pace pace, List<String> contenders, String[] sizes, String... callers)
            throws RunnerException {
        return new Runner(options(pace).include(MembershipBenchmark.class.getName())
                .param("contender", contenders.toArray(new String[0])).param("rules", sizes).param("callers", callers)
                .build()).run();
    }

    private static ChainedOptionsBuilder options(Pace pace) {
        return new OptionsBuilder().shouldFailOnError(true).addProfiler(GCProfiler.class).forks(pace.forks())
                .warmupIterations(pace.isSmoke() ? 1 : 2).measurementIterations(pace.isSmoke() ? 1 : 3)
                .warmupTime(TimeValue.milliseconds(pace.iterationMillis()))
                .measurementTime(TimeValue.milliseconds(pace.iterationMillis()))
                .jvmArgs("-Xms3g", "-Xmx5g", "-XX:+UseParallelGC");
    }
}
