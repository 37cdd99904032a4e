package org.iprestriction.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Three nodes under load and changes, for a minute; for longer with {@code -Dsoak=PT30M}. */
class SoakTest {

    private static final Duration SOAK = Duration.parse(System.getProperty("soak", "PT60S"));
    private static final int REQUESTS_PER_SECOND = Integer.getInteger("soak.rate", 2_000);
    private static final int THIRDS = 3;
    /** Half of them on average, and the save itself, is a change a second. */
    private static final int LONGEST_PAUSE_MILLIS = 1_900;
    /** What Java itself needs more of as it compiles code and opens connections. */
    private static final double GROWTH = 1.10;

    @AfterAll
    static void rest() {
        Fleet.rest();
    }

    @Test
    void underLoadAndWithAChangeASecondNoSwitchIsMissedAndMemoryStaysFlat() throws Exception {
        Fleet fleet = Fleet.whole();
        List<List<Long>> heaps = new ArrayList<>();
        Administrator administrator = new Administrator(fleet, ThreadLocalRandom.current().nextLong(), LONGEST_PAUSE_MILLIS);
        try {
            for (int third = 1; third <= THIRDS; third++) {
                Load load = new Load(fleet.nodes, REQUESTS_PER_SECOND);
                Await.instant(System.currentTimeMillis() + SOAK.dividedBy(THIRDS).toMillis());
                load.close();
                Fleet.tell("soak, third " + third + " of " + SOAK + ": " + load.perSecond() + " of " + REQUESTS_PER_SECOND
                        + " requests a second; median " + load.percentile(0.5) + ", 99 % " + load.percentile(0.99) + ", worst "
                        + load.percentile(1) + " ms");
                assertThat(load.wrong()).isZero();
                if (third != 2) {
                    heaps.add(usedHeaps(fleet, administrator));
                }
            }
            administrator.settle();
        } finally {
            administrator.close();
        }
        Fleet.tell("soak: used heap after a full collection, in MB, after the first third and at the end, by node: "
                + heaps.stream().map(nodes -> nodes.stream().map(bytes -> bytes / 100_000 / 10.0).toList()).toList());
        Fleet.tell("soak: " + administrator.acknowledged() + " changes; " + fleet.callers.lateness() + "; " + fleet.callers.answers());
        fleet.callers.sawOnlyThePlan();
        administrator.thenNoSwitchWasMissed();
        administrator.thenExactlyWhatWasAcknowledgedIsThere();
        fleet.isComplete();
        for (int node = 0; node < fleet.nodes.size(); node++) {
            assertThat((double) heaps.get(1).get(node)).as("heap of " + fleet.nodes.get(node))
                    .isLessThan(heaps.get(0).get(node) * GROWTH);
        }
    }

    /** Measured while nothing is pending, because a full collection stops a node for a moment. */
    private static List<Long> usedHeaps(Fleet fleet, Administrator administrator) throws Exception {
        administrator.rest();
        Await.instant(System.currentTimeMillis() + Fleet.ACTIVATION.toMillis() + 500);
        List<Long> bytes = fleet.nodes.stream().map(Node::usedHeap).toList();
        administrator.goOn();
        return bytes;
    }
}
