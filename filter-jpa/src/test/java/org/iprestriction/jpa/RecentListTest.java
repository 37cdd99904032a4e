package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.iprestriction.entry.Entry;
import org.iprestriction.live.Changes;
import org.iprestriction.live.NodeReport;
import org.iprestriction.store.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list that is read again and again: always what it is, although the entries are not always read. */
class RecentListTest {

    private final Counter counter = new Counter();
    private TestStore test;
    private Transactions transactions;
    private EntryStore store;

    @BeforeEach
    void openStore() throws Exception {
        test = new TestStore("max-entries", "1000");
        transactions = test.transactions(counter.on(test.dataSource), entities -> test.clock.get() * 1000);
        store = test.store(transactions);
    }

    @AfterEach
    void closeStore() throws Exception {
        transactions.close();
        test.close();
    }

    /** Reads the list again, and returns whether the entries were read. */
    private boolean readsEntries() {
        List<String> statements = counter.statements(() -> store.recent(LIST));
        assertThat(store.recent(LIST)).isEqualTo(test.store.list(LIST));
        return statements.stream().anyMatch(sql -> sql.contains("ipr_entry_version"));
    }

    private void report(String node, Changes.Position position) {
        JpaAccessListSource source = test.source();
        Changes.Position newest = source.changesSince(position, Set.of(LIST)).position();
        source.report(new NodeReport(node, node, position == null ? newest : position, Long.MAX_VALUE, 0, -1, 0, 0, null, false));
    }

    @Test
    void theEntriesAreReadOnlyAfterAChangeOrAtAnInstantAtWhichOneIsDue() {
        test.add("a", "10.0.0.1");
        Entry temporary = test.store.add(LIST, test.spec("b", "10.0.0.2", test.now().plusSeconds(900)), MARY);
        assertThat(readsEntries()).isTrue();
        assertThat(readsEntries()).as("a second time").isFalse();
        test.clock.addAndGet(59_999);
        assertThat(readsEntries()).as("within a minute").isFalse();
        test.clock.addAndGet(1);
        assertThat(readsEntries()).as("after a minute").isTrue();
        test.setTime("3:59");
        assertThat(readsEntries()).isTrue();
        test.setTime("4:00");
        assertThat(readsEntries()).as("nothing can be undone any more").isTrue();
        test.setTime("4:59");
        assertThat(readsEntries()).isFalse();
        test.setTime("5:00");
        assertThat(readsEntries()).as("the entries are in force").isTrue();
        test.setTime("14:59");
        assertThat(readsEntries()).isTrue();
        assertThat(readsEntries()).isFalse();
        test.setTime("15:00");
        assertThat(readsEntries()).as("one has expired").isTrue();
        test.change(test.find(temporary), test.spec("c", "10.0.0.2", null));
        assertThat(readsEntries()).as("a change was saved").isTrue();
        assertThat(readsEntries()).isFalse();
        test.setTime("14:30");
        assertThat(readsEntries()).as("the clock of the database was set back, but not below the last change").isFalse();
    }

    @Test
    void theEntriesAreReadAgainUntilEveryNodeHasLoadedAChange() {
        test.add("a", "10.0.0.1");
        report("node", null);
        assertThat(readsEntries()).isTrue();
        assertThat(readsEntries()).isFalse();
        Changes.Position old = test.position(1);
        test.add("b", "10.0.0.2");
        assertThat(readsEntries()).isTrue();
        assertThat(readsEntries()).as("the node has not loaded it").isTrue();
        report("node", null);
        assertThat(readsEntries()).isTrue();
        assertThat(readsEntries()).isFalse();
        report("other", old);
        assertThat(readsEntries()).as("another node has not").isTrue();
        test.setTime("7:00");
        report("node", null);
        report("other", old);
        assertThat(readsEntries()).isTrue();
        assertThat(readsEntries()).as("it is delayed, and says which node has last said what").isTrue();
    }

    @Test
    void rowsThatCannotBeReadAreLookedAtEachTime() throws Exception {
        test.add("a", "10.0.0.1");
        test.sql("update ipr_entry_version set notation = 'x'");
        assertThat(readsEntries()).isTrue();
        assertThat(readsEntries()).isTrue();
        test.sql("update ipr_entry_version set notation = '10.0.0.1'");
        assertThat(readsEntries()).isTrue();
        assertThat(readsEntries()).isFalse();
    }

    @Test
    void anotherListAndAnotherHistoryAreNotMistakenForTheLastOne() throws Exception {
        test.add("a", "10.0.0.1");
        assertThat(store.recent(LIST).entries()).hasSize(1);
        assertThat(store.recent("other").entries()).isEmpty();
        assertThat(readsEntries()).isTrue();
        test.sql("update ipr_state set token = 'restored'");
        assertThat(readsEntries()).isTrue();
    }

    @Test
    void whateverHappensTheListIsWhatAFreshReadingSays() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int spared = 0;
        for (int i = 0; i < 400; i++) {
            List<Entry> entries = test.store.list(LIST).entries();
            Entry entry = entries.isEmpty() ? null : entries.get(random.nextInt(entries.size()));
            switch (random.nextInt(12)) {
                case 0 -> test.store.add(LIST, test.spec("entry " + i, "10.0." + i / 250 + "." + i % 250,
                        random.nextBoolean() ? null : Instant.ofEpochMilli(test.clock.get() + 400_000 + random.nextInt(600_000))), MARY);
                case 1 -> report("node" + random.nextInt(2), null);
                case 2 -> {
                    if (entry != null) {
                        test.store.delete(LIST, entry.id(), -1, MARY);
                    }
                }
                case 3 -> {
                    if (entry != null && !entry.deleted()) {
                        test.change(entry, test.spec(entry.name(), "10.1." + i / 250 + "." + i % 250));
                    }
                }
                case 4 -> {
                    if (entry != null && entry.undoable()) {
                        test.store.undo(LIST, entry.id(), entry.version(), MARY);
                    }
                }
                default -> test.clock.addAndGet(random.nextInt(random.nextInt(8) == 0 ? 200_000 : 15_000));
            }
            List<String> statements = counter.statements(() -> store.recent(LIST));
            assertThat(store.recent(LIST)).as("step %d, seed %d", i, seed).isEqualTo(test.store.list(LIST));
            spared += statements.stream().noneMatch(sql -> sql.contains("ipr_entry_version")) ? 1 : 0;
        }
        assertThat(spared).as("readings without entries, seed %d", seed).isPositive();
    }
}
