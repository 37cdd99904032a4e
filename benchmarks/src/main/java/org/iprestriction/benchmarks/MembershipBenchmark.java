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

/** One decision from the text of an address, for each contender, size of the list and kind of callers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MembershipBenchmark {

    /** The name of the contender. */
    @Param(Contenders.OURS)
    public String contender;

    /** How many rules. */
    @Param("1000")
    public int rules;

    /** One of {@link Workload.Callers}. */
    @Param("COLD")
    public String callers;

    private Contender asked;
    private String[] texts;
    private int at;

    /** Builds the list and compares its answers with ours. */
    @Setup
    public void build() {
        Workload workload = new Workload(rules, 1);
        texts = workload.callers(Workload.Callers.valueOf(callers), 1 << 20);
        asked = Contenders.shared(contender, workload.rules());
        Contenders.requireAgreement(contender, asked, workload.rules(), texts, Contenders.LINEAR.contains(contender) ? 300 : 3000);
    }

    /** Decides. */
    @Benchmark
    public boolean decide() {
        String text = texts[at];
        at = at + 1 & texts.length - 1;
        return asked.allows(text);
    }
}
