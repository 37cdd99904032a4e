package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter.Group;
import org.iprestriction.entry.EntryFilter;
import org.iprestriction.entry.EntryOrder;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.live.Changes;
import org.iprestriction.live.NodeReport;
import org.iprestriction.store.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of the database depends on what is done, not on how many entries there are or were. */
class SizeTest {

    private static final EntryFilter EVERYTHING = new EntryFilter("", Group.ALL);

    private final Counter counter = new Counter();
    private TestStore test;
    private Transactions transactions;
    private EntryStore store;
    private JpaAccessListSource source;

    @BeforeEach
    void openStore() throws Exception {
        test = new TestStore("max-entries", "1000000");
        transactions = test.transactions(counter.on(test.dataSource), entities -> test.clock.get() * 1000);
        store = test.store(transactions);
        source = new JpaAccessListSource(transactions, test.settings.activation());
    }

    @AfterEach
    void closeStore() throws Exception {
        transactions.close();
        test.close();
    }

    /** Adds entries that have been in force for long, every tenth of them a block, as a store would have saved them. */
    private void fill(int from, int to) throws Exception {
        String numbers = " from " + TestDatabase.numbers(from, to);
        String address = "concat('10.0.', floor(x / 250), '.', mod(x, 250))";
        long begun = test.clock.get() - 1_000_000;
        test.sql("insert into ipr_entry select x, '" + LIST + "', concat('Entry ', x), concat('entry ', x), 1, 0, x, " + begun + ", 'mary', "
                + begun + ", 'mary'" + numbers);
        test.sql("insert into ipr_entry_version select 1000000 + x, x, '" + LIST + "', case when mod(x, 10) = 3 then 'block' else 'allow' end, "
                + address + ", " + address + ", " + address + ", 1, " + begun + ", " + Long.MAX_VALUE + ", null, x, " + begun + numbers);
        test.sql("insert into ipr_change select x, concat('t', x), '" + LIST + "', x, concat('Entry ', x), 'added', 'mary', " + begun
                + ", null, null, 'x', null, null, null" + numbers);
        test.sql("update ipr_state set next_id = next_id + 2000000, revision = " + to + ", token = 't" + to + "'");
    }

    /** Returns the statements that read or write rows; on MariaDB, others set the limits of the transaction. */
    private List<String> statements(Runnable work) {
        return counter.statements(work).stream().filter(sql -> !sql.startsWith("set ")).toList();
    }

    private NodeReport report(Changes.Position position) {
        return new NodeReport("node", "node", position, Long.MAX_VALUE, 0, -1, 0, 0, null, false);
    }

    @Test
    void aPollWithoutNewsIsOneSelectAndOneUpdateOfASingleRow() throws Exception {
        fill(1, 2_000);
        Changes.Position position = source.changesSince(null, Set.of(LIST)).position();
        source.report(report(position));
        List<String> statements = statements(() -> {
            assertThat(source.changesSince(position, Set.of(LIST)).complete()).isFalse();
            source.report(report(position));
        });
        assertThat(statements).hasSize(2);
        assertThat(statements.get(0)).startsWith("select ").contains(" from ipr_state ");
        assertThat(statements.get(1)).startsWith("update ipr_node ");
        assertThat(counter.rows()).isEqualTo(1);
    }

    @Test
    void aReportAfterAPollSaysWhatAReportWithoutOneSays() throws Exception {
        fill(1, 2);
        Changes.Position position = source.changesSince(null, Set.of(LIST)).position();
        source.report(new NodeReport("node", "first", null, Long.MAX_VALUE, 0, -1, 1, 2, "x", false));
        test.clock.addAndGet(60_000);
        source.changesSince(position, Set.of(LIST));
        source.report(new NodeReport("node", "second", position, Long.MAX_VALUE, 0, -1, 3, 4, null, true));
        assertThat(test.number("select count(*) from ipr_node where id = 'node' and node_name = 'second' and loaded_revision = 2"
                + " and loaded_token = 't2' and started_at = 3 and clock_offset_ms = 4 and problem is null and signed_off = 1"
                + " and signed_on_at = " + (test.clock.get() - 60_000))).isEqualTo(1);
        assertThat(test.number("select last_seen_at from ipr_node")).isBetween(test.clock.get(), test.clock.get() + 30_000);
    }

    /** Returns the statements of one change of each kind, each followed by the number of rows that it read. */
    private List<String> saves(int number) {
        List<String> all = new ArrayList<>();
        List<Runnable> saves = List.of(
                () -> store.add(LIST, test.spec("New " + number, "192.0.2." + number), MARY),
                () -> store.change(LIST, number, -1, test.spec("Entry " + number, "192.0.3." + number), MARY),
                () -> store.change(LIST, number, -1, test.spec("Renamed " + number, "192.0.3." + number), MARY),
                () -> store.undo(LIST, number, -1, MARY),
                () -> store.delete(LIST, number, -1, MARY),
                () -> store.find(LIST, number));
        for (Runnable save : saves) {
            List<String> tables = statements(save).stream()
                    .map(sql -> sql.replaceFirst("^(\\w+) (.*? from |into |)(ipr_\\w+).*$", "$1 $3")).toList();
            all.add(tables + ", " + counter.rows() + " rows");
        }
        return all;
    }

    @Test
    void aSaveReadsTheSameRowsInALongListAsInAShortOne() throws Exception {
        fill(1, 2_500); // more blocks than are read before each save
        saves(1); // counts the entries once
        source.report(report(source.changesSince(null, Set.of(LIST)).position()));
        List<String> few = saves(2);
        fill(2_600, 6_000);
        store.add(LIST, test.spec("Another", "192.0.4.1"), MARY); // other revisions than its own were put in between
        assertThat(saves(4)).isEqualTo(few);
    }

    @Test
    void anEditReadsTheSameRowsHoweverManyVersionsTheEntryHas() throws Exception {
        fill(1, 10);
        saves(5); // opens the store
        List<String> first = saves(4);
        for (int i = 0; i < 60; i++) {
            store.change(LIST, 6, -1, test.spec("Entry 6", "192.0.5." + i), MARY);
            test.clock.addAndGet(i % 2 == 0 ? 0 : 400_000);
        }
        test.clock.addAndGet(400_000);
        assertThat(test.number("select count(*) from ipr_entry_version where entry_id = 6")).isEqualTo(61);
        assertThat(saves(6)).isEqualTo(first);
    }

    @Test
    void aPageReadsTheSameRowsWhereverItBegins() throws Exception {
        fill(1, 3_000);
        store.page(LIST, EVERYTHING, EntryOrder.BY_NAME, null, 1); // opens the store, and counts the entries once
        for (EntryOrder.Column column : EntryOrder.Column.values()) {
            EntryOrder order = new EntryOrder(column, true);
            List<String> first = statements(() -> store.page(LIST, EVERYTHING, order, null, 50));
            assertThat(first).as("the state, the list, where the page ends, the entries, and the nodes").hasSize(5);
            int rows = counter.rows();
            var middle = store.page(LIST, EVERYTHING, order, null, 2_000).next();
            assertThat(statements(() -> store.page(LIST, EVERYTHING, order, middle, 50))).hasSize(5);
            assertThat(counter.rows()).isEqualTo(rows).isLessThan(500);
        }
    }

    @Test
    void aPageForWhichFewEntriesMatchIsReadInFewStatements() throws Exception {
        fill(1, 6_000);
        store.page(LIST, EVERYTHING, EntryOrder.BY_NAME, null, 1); // opens the store, and counts the entries once
        List<String> statements = statements(() -> assertThat(store.page(LIST, new EntryFilter("entry 5999", Group.ALL),
                EntryOrder.BY_NAME, null, 50).entries()).hasSize(1));
        assertThat(statements).as("the state, the list, the nodes, and two for portions of 200, 400, 800, 1,600 and 3,200 entries").hasSize(13);
    }

    @Test
    void theLimitHoldsAlthoughNotEverySaveCountsTheEntries() throws Exception {
        fill(1, 1_500);
        try (TestStore limits = new TestStore("max-entries", "1503")) {
            EntryStore first = new EntryStore(test.transactions, limits.settings, () -> { });
            EntryStore second = new EntryStore(transactions, limits.settings, () -> { });
            first.add(LIST, test.spec("a", "192.0.2.1"), MARY);
            second.add(LIST, test.spec("b", "192.0.2.2"), new Author("ann", null, null));
            first.add(LIST, test.spec("c", "192.0.2.3"), MARY);
            for (EntryStore full : List.of(first, second)) {
                assertThat(EntryStoreTest.refusal(() -> full.add(LIST, test.spec("d", "192.0.2.4"), MARY)))
                        .hasMessageStartingWith("The list is full: 1503 of 1503 entries are used.");
            }
            test.clock.addAndGet(600_000);
            first.delete(LIST, 1, -1, MARY);
            second.add(LIST, test.spec("d", "192.0.2.4"), MARY);
            assertThat(EntryStoreTest.refusal(() -> first.undo(LIST, 1, -1, MARY)).problems())
                    .extracting(EntryRejectedException.Problem::code).containsExactly("limit_reached");
            assertThat(first.list(LIST).used()).isEqualTo(1503);
        }
    }

    @Test
    void amongManyBlocksOneThatCannotBeReadStopsSavesOnceANodeHasFoundIt() throws Exception {
        fill(1, 3_000);
        test.sql("update ipr_entry_version set notation = 'x' where entry_id = 2993");
        EntrySpec wanted = test.spec("new", "192.0.2.9");
        assertThat(EntryStoreTest.refusal(() -> store.add(LIST, wanted, MARY))).as("no node has read the list")
                .hasMessageStartingWith("Entry 2993, “x”, cannot be read:");
        Changes changes = source.changesSince(null, Set.of(LIST));
        source.report(new NodeReport("node", "node", changes.position(), Long.MAX_VALUE, 0, -1, 0, 0, changes.refused().get(LIST), false));
        assertThat(EntryStoreTest.refusal(() -> store.add(LIST, wanted, MARY))).as("a node has found it")
                .hasMessageStartingWith("Entry 2993, “x”, cannot be read:");
        test.sql("update ipr_entry_version set notation = first_address where entry_id = 2993");
        assertThat(store.add(LIST, wanted, MARY).saved()).isEqualTo(wanted);
    }

    @Test
    void whatAnEntryWasCanBeToldAfterAllItsVersionsHaveEnded() throws Exception {
        Entry entry = store.add(LIST, test.spec("a", "10.0.0.1"), MARY);
        test.clock.addAndGet(600_000);
        store.delete(LIST, entry.id(), -1, MARY);
        test.clock.addAndGet(600_000);
        assertThat(store.find(LIST, entry.id())).isEmpty();
        assertThat(EntryStoreTest.refusal(() -> store.undo(LIST, entry.id(), -1, MARY))).hasMessageStartingWith("Too late to undo.");
    }
}
