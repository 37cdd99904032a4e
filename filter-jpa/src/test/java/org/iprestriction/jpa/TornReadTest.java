package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.iprestriction.access.Rule;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.live.Changes;
import org.junit.jupiter.api.Test;

/** Two lists take turns as fast as the database can; whoever reads meanwhile sees the one or the other, never some of both. */
class TornReadTest {

    private static final int TURNS = 25;
    private static final int ENTRIES = 12;

    private static List<EntrySpec> list(TestStore test, int network) {
        return IntStream.range(0, ENTRIES).mapToObj(i -> test.spec("entry " + i, "10." + network + ".0." + i)).toList();
    }

    @Test
    void aReaderSeesOneVersionOfAListOrTheNextAndNeverAMixture() throws Exception {
        try (TestStore test = TestStore.inRealTime("activation", "PT0S")) {
            test.store.replace(LIST, list(test, 0), -1, false, MARY);
            ExecutorService executor = Executors.newSingleThreadExecutor();
            Future<?> writer = executor.submit(() -> {
                for (int turn = 1; turn <= TURNS; turn++) {
                    test.store.replace(LIST, list(test, turn % 2), -1, false, MARY);
                }
            });
            int reads = 0;
            Set<String> seen = new TreeSet<>();
            while (!writer.isDone() || reads == 0) {
                Changes changes = test.source().changesSince(null, Set.of(LIST));
                List<String> networks = changes.rules().get(LIST).stream().filter(rule -> rule.until() == Long.MAX_VALUE)
                        .map(TornReadTest::network).toList();
                assertThat(networks).as("at revision %d", changes.position().revision()).hasSize(ENTRIES);
                assertThat(Set.copyOf(networks)).as("networks in one reading").hasSize(1);
                seen.add(networks.get(0));
                reads++;
            }
            writer.get();
            executor.shutdown();
            assertThat(reads).isGreaterThan(1);
            assertThat(seen).isSubsetOf("10.0", "10.1");
        }
    }

    private static String network(Rule rule) {
        String text = rule.range().toString();
        return text.substring(0, text.indexOf('.', 3));
    }
}
