package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Decision;
import org.iprestriction.address.IpAddress;
import org.iprestriction.live.Changes;

/** Compares the clock, the answers and the age of a simulated node with what they have to be. */
final class NodeComparison {

    /** After so long without a fault, a node has polled, and its list is not older than this. */
    static final long RECOVERED_AFTER = 75_000;
    /** The switcher looks again after a millisecond, which its clock may count as less. */
    private static final long MOST_LATE = 2;

    private final EventLoop loop;
    private final List<IpAddress> callers;
    private final List<ExpectedAnswers> history;
    /** Where in the history the revisions are, by their tokens. */
    private final Map<String, Integer> positions;
    private final long maxStaleness;

    NodeComparison(EventLoop loop, List<IpAddress> callers, List<ExpectedAnswers> history, Map<String, Integer> positions,
            long maxStaleness) {
        this.loop = loop;
        this.callers = callers;
        this.history = history;
        this.positions = positions;
        this.maxStaleness = maxStaleness;
    }

    void compare(SimulatedProcess process) {
        compareClock(process);
        compareAnswers(process);
        compareAge(process);
    }

    private void compareClock(SimulatedProcess process) {
        if (process.node.knowsTime()) {
            long late = loop.now() - process.node.clock();
            assertThat(late).as("%s is late by", process.name)
                    .isBetween(0L, process.inexactness + 2 + (loop.now() - process.readAt) / 3_000);
        }
    }

    private void compareAnswers(SimulatedProcess process) {
        AccessList list = process.node.inForce();
        Changes.Position loaded = process.node.loaded();
        if (list == null) {
            assertThat(loaded == null || maxStaleness > 0 && process.node.age().toMillis() >= maxStaleness - 10)
                    .as("%s has reason to apply nothing", process.name).isTrue();
            return;
        }
        assertThat(process.node.untilNextChange()).as("%s waits until the next change", process.name).isGreaterThan(-MOST_LATE);
        Decision[] given = callers.stream().map(list::decide).toArray(Decision[]::new);
        int known = positions.get(loaded.token());
        List<Decision[]> right = new ArrayList<>();
        for (int i = known; i == known || i < process.to; i++) {
            for (Decision[] expected : history.get(i).between(process.node.advancedAt(), process.node.clock())) {
                if (Arrays.equals(expected, given)) {
                    return;
                }
                right.add(expected);
            }
        }
        throw new AssertionError(process.name + ", which has loaded revision " + loaded.revision() + ", answers " + difference(given, right.get(0)));
    }

    private String difference(Decision[] given, Decision[] right) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < given.length; i++) {
            if (given[i] != right[i]) {
                differences.add(callers.get(i) + " with " + given[i]);
            }
        }
        return String.join(", ", differences);
    }

    private void compareAge(SimulatedProcess process) {
        long calmSince = Math.max(process.network.faultAt, process.startedAt);
        assertThat(process.isStuck()).as("%s waits for a response for too long", process.name).isFalse();
        boolean calm = process.network.trouble == 0 && !process.network.down && !process.isPolling()
                && loop.now() - calmSince > RECOVERED_AFTER;
        if (calm) {
            assertThat(process.node.age()).as("%s has a list", process.name).isNotNull();
            assertThat(process.node.age().toMillis()).as("age of the list of %s", process.name).isLessThan(RECOVERED_AFTER);
        }
        if (maxStaleness > 0 && process.node.age() != null && process.node.age().toMillis() > maxStaleness + SimulatedProcess.LONGEST_WAIT + 100) {
            assertThat(process.node.inForce()).as("what %s applies, although it is too old", process.name).isNull();
        }
    }
}
