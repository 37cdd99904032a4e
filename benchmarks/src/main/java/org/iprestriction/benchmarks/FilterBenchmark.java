package org.iprestriction.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A request of an allowed caller: the chain alone, and the whole filter before it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FilterBenchmark {

    /** How many rules. */
    @Param("1000")
    public int rules;

    /** How many callers take turns: 64 who are known from a moment ago, or many who are new. */
    @Param({"64", "1048576"})
    public int callers;

    private FilterRig rig;
    private String[] texts;
    private int at;

    /** Starts a filter with a live list. */
    @Setup
    public void start() {
        Workload workload = new Workload(rules, 1);
        texts = workload.allowedCallers(callers);
        rig = new FilterRig(workload.rules());
    }

    /** Ends its threads. */
    @TearDown
    public void stop() {
        rig.close();
    }

    /** The whole filter and the chain. */
    @Benchmark
    public boolean filter() {
        return rig.passes(next());
    }

    /** The chain alone. */
    @Benchmark
    public boolean chain() {
        return rig.passesWithoutFilter(next());
    }

    private String next() {
        String text = texts[at];
        at = at + 1 & texts.length - 1;
        return text;
    }
}
