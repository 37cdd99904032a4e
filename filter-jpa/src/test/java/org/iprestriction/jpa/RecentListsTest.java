package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.iprestriction.entry.Entry;
import org.iprestriction.live.Changes;
import org.iprestriction.live.NodeReport;
import org.iprestriction.store.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists that are read again and again: always what they are, although the entries are not always read. */
class RecentListsTest {

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
    void anotherListAndAnotherHistoryAreNotMistakenForThisOne() throws Exception {
        test.add("a", "10.0.0.1");
        assertThat(store.recent(LIST).entries()).hasSize(1);
        assertThat(store.recent("other").entries()).isEmpty();
        assertThat(readsEntries()).isFalse();
        test.sql("update ipr_state set token = 'restored'");
        assertThat(readsEntries()).isTrue();
    }

    @Test
    void theListsOfManyAccountsAreKeptWhateverHappensToOthers() throws Exception {
        fill("long", 25_000);
        for (int i = 0; i < 200; i++) {
            test.store.add("account " + i, test.spec("a", "10.0.0." + i), MARY);
        }
        test.setTime("8:00");
        report("node", null);
        List<String> names = IntStream.range(0, 200).mapToObj(i -> i == 100 ? "long" : "account " + i).toList();
        names.forEach(store::recent);
        test.store.add("account 100", test.spec("b", "10.0.1.1"), MARY);
        Changes.Position behind = test.position(25_200);
        report("node", behind); // it has not loaded the change yet, but all of the other lists
        assertThat(counter.statements(() -> names.forEach(store::recent))).noneMatch(sql -> sql.contains("ipr_entry_version"));
        assertThat(store.recent("long").entries()).hasSize(25_000);
        store.recent("account 100");
        assertThat(counter.statements(() -> store.recent("account 100"))).as("the node has not loaded it")
                .anyMatch(sql -> sql.contains("ipr_entry_version"));
    }

    @Test
    void onlySoManyListsAreKept() {
        store.recent("first");
        for (int i = 0; i < 499; i++) {
            store.recent("empty " + i);
        }
        assertThat(counter.statements(() -> store.recent("first"))).noneMatch(sql -> sql.contains("ipr_entry_version"));
        store.recent("one more");
        assertThat(counter.statements(() -> store.recent("first"))).as("it was asked for").noneMatch(sql -> sql.contains("ipr_entry_version"));
        assertThat(counter.statements(() -> store.recent("empty 0"))).anyMatch(sql -> sql.contains("ipr_entry_version"));
    }

    private void fill(String list, int entries) throws Exception {
        String numbers = " from " + TestDatabase.numbers(1, entries);
        String address = "concat('10.0.', floor(x / 250), '.', mod(x, 250))";
        test.sql("insert into ipr_entry select x, '" + list + "', concat('e', x), concat('e', x), 1, 0, x, 0, 'x', 0, 'x'" + numbers);
        test.sql("insert into ipr_entry_version select 1000000 + x, x, '" + list + "', 'allow', " + address + ", " + address + ", " + address
                + ", 1, 0, " + Long.MAX_VALUE + ", null, x, 0" + numbers);
        test.sql("update ipr_state set next_id = next_id + 2000000, revision = " + entries + ", token = 't'");
    }

    @Test
    void whateverHappensTheListIsWhatAFreshReadingSays() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int spared = 0;
        for (int i = 0; i < 400; i++) {
            String list = random.nextInt(3) == 0 ? "other" : LIST;
            List<Entry> entries = test.store.list(list).entries();
            Entry entry = entries.isEmpty() ? null : entries.get(random.nextInt(entries.size()));
            switch (random.nextInt(13)) {
                case 0 -> test.store.add(list, test.spec("entry " + i, "10.0." + i / 250 + "." + i % 250,
                        random.nextBoolean() ? null : Instant.ofEpochMilli(test.clock.get() + 400_000 + random.nextInt(600_000))), MARY);
                case 1 -> report("node" + random.nextInt(2), null);
                case 2 -> {
                    if (entry != null) {
                        test.store.delete(list, entry.id(), -1, MARY);
                    }
                }
                case 3 -> {
                    if (entry != null && !entry.deleted()) {
                        test.store.change(list, entry.id(), entry.version(), test.spec(entry.name(), "10.1." + i / 250 + "." + i % 250), MARY);
                    }
                }
                case 4 -> {
                    if (entry != null && entry.undoable()) {
                        test.store.undo(list, entry.id(), entry.version(), MARY);
                    }
                }
                case 5 -> test.store.setLimit(list, 500 + random.nextInt(3), MARY);
                default -> test.clock.addAndGet(random.nextInt(random.nextInt(8) == 0 ? 200_000 : 15_000));
            }
            for (String other : List.of("other", LIST)) {
                assertThat(store.recent(other)).as("%s, step %d, seed %d", other, i, seed).isEqualTo(test.store.list(other));
            }
            List<String> statements = counter.statements(() -> store.recent(LIST));
            spared += statements.stream().noneMatch(sql -> sql.contains("ipr_entry_version")) ? 1 : 0;
        }
        assertThat(spared).as("readings without entries, seed %d", seed).isPositive();
    }
}
