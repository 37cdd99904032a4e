package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Simulates fleets through faults, from seeds that were never used before; a failure names its seed. The system properties
 * {@code simulation.seed} (run this one alone), {@code simulation.seconds} and {@code simulation.answers} (go on until so
 * many were compared) say how much.
 */
class SimulationTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void quiet() {
        TestStore.LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    }

    @AfterAll
    static void loud() {
        TestStore.LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
    }

    @Test
    void everyNodeAnswersAsTheAcknowledgedChangesSayThroughFaults() throws Exception {
        Long given = Long.getLong("simulation.seed");
        long wanted = Long.getLong("simulation.answers", 0);
        long end = System.nanoTime() + Duration.ofSeconds(Long.getLong("simulation.seconds", System.getenv("CI") == null ? 10 : 60)).toNanos();
        long answers = 0;
        long fleets = 0;
        for (long seed = given != null ? given : System.currentTimeMillis() * 1_000; ; seed++) {
            try (Simulation simulation = new Simulation(seed, folder.resolve(Long.toString(seed)))) {
                answers += simulation.run();
                fleets++;
            }
            if (given != null || System.nanoTime() > end && answers >= wanted) {
                break;
            }
        }
        System.out.println("Simulated " + fleets + " fleets and compared " + answers + " answers.");
        assertThat(answers).isPositive();
    }
}
