package org.iprestriction.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures every bar that is a ratio within one run, prints the table and writes it down. */
public final class Harness {

    private Harness() {
    }

    /**
     * Runs.
     *
     * @param arguments the file to write, and perhaps {@code smoke}
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        run(new File(arguments[0]), arguments.length > 1 && arguments[1].equals("smoke") ? Pace.SMOKE : Pace.FULL);
    }

    static List<Verdict> run(File file, Pace pace) throws IOException {
        List<Verdict> verdicts = new ArrayList<>();
        DecisionBars decisions = new DecisionBars(pace, verdict -> add(verdicts, verdict));
        CompileBars compiling = new CompileBars(pace, verdict -> add(verdicts, verdict));
        new AllocationBars(pace, verdict -> add(verdicts, verdict)).measure();
        new ServerBars(pace, verdict -> add(verdicts, verdict)).measure();
        compiling.measure();
        new ManyListsBars(pace, verdict -> add(verdicts, verdict)).measure();
        Publishing.Result publishing = new Publishing(pace).measure();
        System.out.printf(Locale.ROOT, "     %,d rules: %,.0f decisions/s, worst pause %,.0f us; a list published every 10 ms"
                + " (%d times): %,.0f decisions/s, worst pause %,.0f us%n", publishing.rules(),
                publishing.alone().decisionsPerSecond(), publishing.alone().worstPauseMicros(),
                publishing.publishing().published(), publishing.publishing().decisionsPerSecond(),
                publishing.publishing().worstPauseMicros());
        decisions.measure();
        write(file, verdicts, decisions, compiling, publishing);
        return verdicts;
    }

    private static void add(List<Verdict> verdicts, Verdict verdict) {
        verdicts.add(verdict);
        System.out.println(verdict);
    }

    private static void write(File file, List<Verdict> verdicts, DecisionBars decisions, CompileBars compiling,
            Publishing.Result publishing) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode all = mapper.createObjectNode();
        ArrayNode bars = all.putArray("bars");
        for (Verdict verdict : verdicts) {
            ObjectNode bar = mapper.valueToTree(verdict);
            bars.add(bar.put("passes", verdict.passes()));
        }
        all.set("interleavedNanos", mapper.valueToTree(decisions.nanos()));
        all.set("compile", mapper.valueToTree(compiling.costs()));
        all.set("publishing", mapper.valueToTree(publishing));
        mapper.writerWithDefaultPrettyPrinter().writeValue(file, all);
    }
}
