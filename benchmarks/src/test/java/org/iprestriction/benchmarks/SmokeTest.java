package org.iprestriction.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeTest {

    @TempDir
    Path directory;

    @Test
    void everyBenchmarkRunsAndEveryContenderAgreesWithUs() throws Exception {
        assertThat(JmhRun.run(directory.resolve("jmh.json").toFile(), Pace.SMOKE)).hasSizeGreaterThan(60);
        List<Verdict> verdicts = Harness.run(directory.resolve("harness.json").toFile(), Pace.SMOKE);
        assertThat(verdicts).extracting(Verdict::bar).contains("B1", "B2", "-", "B4", "B5", "B6", "B7", "B8", "B9", "B10");

        Report.write(directory);

        assertThat(Files.readString(directory.resolve("results.md"))).contains("## The bars", "| ours |", "Jetty InetAddressSet",
                "lists published");
        assertThat(Files.readString(directory.resolve("decision.svg"))).startsWith("<svg").contains("floor: parse", "<polyline");
    }
}
