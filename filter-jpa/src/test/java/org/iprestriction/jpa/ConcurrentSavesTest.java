package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.iprestriction.access.Rule;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.Listing;
import org.iprestriction.live.Changes;
import org.junit.jupiter.api.Test;

class ConcurrentSavesTest {

    @Test
    void eightThreadsMeetTheLimitExactly() throws Exception {
        try (TestStore test = TestStore.inRealTime("max-entries", "20")) {
            List<Callable<String>> threads = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int number = thread;
                threads.add(() -> {
                    for (int i = 0; i < 5; i++) {
                        try {
                            test.add("entry " + number + "." + i, "10.0." + number + "." + i);
                        } catch (EntryRejectedException e) {
                            return e.problems().get(0).code();
                        }
                    }
                    return "added all";
                });
            }
            assertThat(run(threads)).contains("limit_reached").isSubsetOf("limit_reached", "added all");
            Listing listing = test.store.list(LIST);
            assertThat(listing.entries()).hasSize(20);
            assertThat(listing.revision()).isEqualTo(20);
            assertThat(test.number("select count(distinct revision) from ipr_change")).isEqualTo(20);
        }
    }

    @Test
    void ofEightEqualAdditionsOneIsSaved() throws Exception {
        try (TestStore test = TestStore.inRealTime()) {
            List<Callable<String>> threads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String name = "entry " + i;
                threads.add(() -> {
                    try {
                        return test.add(name, "10.0.0.0/24").name();
                    } catch (EntryRejectedException e) {
                        return e.problems().get(0).code();
                    }
                });
            }
            assertThat(run(threads)).filteredOn("address.duplicate"::equals).hasSize(7);
            assertThat(test.store.list(LIST).entries()).hasSize(1);
        }
    }

    @Test
    void aSaveThatWaitedForTheLockCountsFromAfterTheWait() throws Exception {
        try (TestStore test = TestStore.inRealTime()) {
            test.store.list(LIST); // connect before anything is timed
            CountDownLatch locked = new CountDownLatch(1);
            CountDownLatch mayCommit = new CountDownLatch(1);
            ExecutorService executor = Executors.newFixedThreadPool(2);
            Future<Instant> released = executor.submit(() -> test.transactions.write(work -> {
                locked.countDown();
                await(mayCommit);
                return Instant.now();
            }));
            await(locked);
            Future<Entry> saved = executor.submit(() -> test.add("a", "10.0.0.1"));
            test.database.awaitWaiter();
            mayCommit.countDown();
            assertThat(saved.get().changedAt()).isAfterOrEqualTo(released.get().minusMillis(1));
            executor.shutdown();
        }
    }

    @Test
    void aReaderThatPollsWhileListsAreWrittenMissesNothing() throws Exception {
        try (TestStore test = TestStore.inRealTime("max-entries", "1000")) {
            test.store.list(LIST);
            List<Callable<String>> threads = new ArrayList<>();
            for (String list : List.of("a", "b", "c")) {
                threads.add(() -> {
                    for (int i = 0; i < 40; i++) {
                        Entry entry = test.store.add(list, test.spec("entry " + i, "10.0.0." + i), MARY);
                        if (i % 3 == 0) {
                            test.store.undo(list, entry.id(), -1, MARY);
                        }
                    }
                    return "";
                });
            }
            Map<Long, Rule> known = new TreeMap<>();
            threads.add(() -> {
                Changes.Position position = null;
                while (position == null || position.revision() < 3 * (40 + 14)) {
                    Changes changes = test.source().changesSince(position, Set.of("a", "b", "c"));
                    changes.rules().values().forEach(rules -> rules.forEach(rule -> known.put(rule.id(), rule)));
                    position = changes.position();
                }
                return "";
            });
            run(threads);
            known.values().removeIf(rule -> rule.from() >= rule.until());
            Map<Long, Rule> all = new HashMap<>();
            test.source().changesSince(null, Set.of("a", "b", "c")).rules().values()
                    .forEach(rules -> rules.forEach(rule -> all.put(rule.id(), rule)));
            assertThat(known).isEqualTo(all).hasSize(3 * (40 - 14));
        }
    }

    @Test
    void aSaveThatFailsLeavesNoTrace() throws Exception {
        try (TestStore test = new TestStore()) {
            test.sql("alter table ipr_change add constraint broken check (verb <> 'added')");
            assertThatThrownBy(() -> test.add("a", "10.0.0.1")).isInstanceOf(StoreUnavailableException.class);
            test.sql("alter table ipr_change drop constraint broken");
            assertThat(test.store.list(LIST).revision()).isZero();
            assertThat(test.number("select count(*) from ipr_entry_version")).isZero();
            assertThat(test.add("a", "10.0.0.1").revision()).isEqualTo(1);
        }
    }

    private static List<String> run(List<Callable<String>> threads) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads.size());
        try {
            List<String> results = new ArrayList<>();
            for (Future<String> result : executor.invokeAll(threads)) {
                results.add(result.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
