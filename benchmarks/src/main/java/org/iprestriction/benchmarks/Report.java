package org.iprestriction.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Turns what JMH and the harness wrote into a page with tables and a plot. */
public final class Report {

    private final JsonNode jmh;
    private final JsonNode harness;
    private final StringBuilder page = new StringBuilder();

    private Report(Path directory) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        jmh = mapper.readTree(directory.resolve("jmh.json").toFile());
        harness = mapper.readTree(directory.resolve("harness.json").toFile());
    }

    /**
     * Writes {@code results.md} and {@code decision.svg} beside {@code jmh.json} and {@code harness.json}.
     *
     * @param arguments the directory
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]));
    }

    static void write(Path directory) throws IOException {
        Report report = new Report(directory);
        String machine = Machine.describe();
        Files.writeString(directory.resolve("results.md"), report.page(machine));
        Files.writeString(directory.resolve("decision.svg"), Plot.of(report.times("COLD"), machine));
    }

    private String page(String machine) {
        line("# Measured on " + LocalDate.now());
        line("");
        line(machine + ".");
        line("");
        line("Times of different runs are not to be compared; ratios within this run are. Median of short runs on a shared"
                + " machine: what differs by less than 15 % is not known to differ.");
        line("");
        line("![Time of a decision over the size of the list](decision.svg)");
        bars();
        membership("COLD", "Callers who come for the first time (ns a decision, from text)");
        membership("HOT", "64 callers who take turns (ns a decision, from text)");
        allocation();
        kinds();
        filter();
        compile();
        publishing();
        return page.toString();
    }

    private void bars() {
        line("\n## The bars\n\n| bar | what | measured | limit | | spread |\n|---|---|---|---|---|---|");
        for (JsonNode bar : harness.get("bars")) {
            line("| " + bar.get("bar").asText() + " | " + bar.get("what").asText() + " | " + number(bar.get("measured").asDouble())
                    + " | " + (bar.get("limit").isNull() ? "– | – | " : (bar.get("atMost").asBoolean() ? "≤ " : "≥ ")
                            + number(bar.get("limit").asDouble()) + " | "
                            + (bar.get("passes").asBoolean() ? "pass | " : "**fail** | "))
                    + bar.get("note").asText() + " |");
        }
        if (!harness.get("bars").findValuesAsText("bar").contains("B12")) {
            line("\nB12 (a request over real sockets) was not measured, because wrk is not installed.");
        }
    }

    private void membership(String callers, String title) {
        table(title, times(callers));
    }

    private void table(String title, Map<String, Map<Integer, Double>> rows) {
        TreeMap<Integer, Boolean> sizes = new TreeMap<>();
        rows.values().forEach(row -> row.keySet().forEach(size -> sizes.put(size, true)));
        StringBuilder head = new StringBuilder("| |");
        sizes.keySet().forEach(size -> head.append(String.format(Locale.ROOT, " %,d |", size)));
        line("\n## " + title + "\n\n" + head + "\n|---|" + "---|".repeat(sizes.size()));
        rows.forEach((name, row) -> {
            StringBuilder cells = new StringBuilder("| " + name + " |");
            sizes.keySet().forEach(size -> cells.append(row.containsKey(size) ? " " + number(row.get(size)) + " |" : " |"));
            line(cells.toString());
        });
    }

    /** Answers nanoseconds by contender and size. */
    private Map<String, Map<Integer, Double>> times(String callers) {
        return values(callers, "primaryMetric");
    }

    private Map<String, Map<Integer, Double>> values(String callers, String metric) {
        Map<String, Map<Integer, Double>> rows = new LinkedHashMap<>();
        for (JsonNode result : jmh) {
            JsonNode parameters = result.get("params");
            if (result.get("benchmark").asText().contains("MembershipBenchmark")
                    && parameters.get("callers").asText().equals(callers)) {
                rows.computeIfAbsent(parameters.get("contender").asText(), name -> new TreeMap<>())
                        .put(parameters.get("rules").asInt(), metric(result, metric));
            }
        }
        return rows;
    }

    private static double metric(JsonNode result, String metric) {
        if (metric.equals("primaryMetric")) {
            return result.get("primaryMetric").get("score").asDouble();
        }
        JsonNode second = result.get("secondaryMetrics");
        for (var names = second.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (name.endsWith(metric)) {
                return second.get(name).get("score").asDouble();
            }
        }
        return 0; // JMH leaves the line out where nothing at all was allocated
    }

    private void allocation() {
        table("Bytes allocated by a decision", values("COLD", "gc.alloc.rate.norm"));
    }

    private void kinds() {
        for (String kind : new String[] {"IPV4_HITS", "IPV4_MISSES", "IPV6_HITS", "IPV6_MISSES"}) {
            membership(kind, kind.charAt(3) == '4' ? "IPv4, " + kind.substring(5).toLowerCase(Locale.ROOT)
                    : "IPv6, " + kind.substring(5).toLowerCase(Locale.ROOT));
        }
    }

    private void filter() {
        line("\n## The whole filter, allowed callers, mock request\n\n| | callers | rules | ns | bytes |\n|---|---|---|---|---|");
        for (JsonNode result : jmh) {
            String name = result.get("benchmark").asText();
            if (name.contains("FilterBenchmark")) {
                line("| " + (name.endsWith("chain") ? "chain alone" : "filter and chain") + " | "
                        + result.get("params").get("callers").asText() + " | " + result.get("params").get("rules").asText()
                        + " | " + number(metric(result, "primaryMetric")) + " | " + number(metric(result, "gc.alloc.rate.norm"))
                        + " |");
            }
        }
    }

    private void compile() {
        line("\n## Compiling\n\n| rules | ms | Arrays.sort of the numbers, ms | bytes for a rule |\n|---|---|---|---|");
        for (JsonNode cost : harness.get("compile")) {
            line(String.format(Locale.ROOT, "| %,d | %.3f | %.3f | %.1f |", cost.get("rules").asInt(),
                    cost.get("millis").asDouble(), cost.get("sortMillis").asDouble(), cost.get("bytesPerRule").asDouble()));
        }
    }

    private void publishing() {
        JsonNode seen = harness.get("publishing");
        line(String.format(Locale.ROOT, "%n## Publishing a list of %,d rules every 10 ms%n%n| | decisions/s | worst pause, µs |"
                + "%n|---|---|---|", seen.get("rules").asInt()));
        for (String run : new String[] {"alone", "publishing"}) {
            line(String.format(Locale.ROOT, "| %s | %,.0f | %,.0f |", run.equals("alone") ? "nothing published"
                    : seen.get(run).get("published").asInt() + " lists published",
                    seen.get(run).get("decisionsPerSecond").asDouble(), seen.get(run).get("worstPauseMicros").asDouble()));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
