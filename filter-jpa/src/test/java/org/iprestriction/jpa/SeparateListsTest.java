package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.entry.EntryStatus.ACTIVE;
import static org.iprestriction.entry.EntryStatus.DELAYED;
import static org.iprestriction.jpa.EntryStoreTest.refusal;
import static org.iprestriction.jpa.TestStore.MARY;

import java.util.List;
import java.util.Set;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter;
import org.iprestriction.entry.EntryOrder;
import org.iprestriction.entry.EntryRejectedException.Reason;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.ListSummary;
import org.iprestriction.live.Changes;
import org.iprestriction.live.LiveLists;
import org.iprestriction.live.NodeReport;
import org.iprestriction.store.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing that happens to one list holds up another. */
class SeparateListsTest {

    private static final int FEW_ROWS = 1_000;

    private final Counter counter = new Counter();
    private TestStore test;
    private Transactions transactions;
    private EntryStore store;

    @BeforeEach
    void openStore() throws Exception {
        test = new TestStore("max-entries", "100000");
        transactions = test.transactions(counter.on(test.dataSource), entities -> test.clock.get() * 1000);
        store = test.store(transactions);
    }

    @AfterEach
    void closeStore() throws Exception {
        transactions.close();
        test.close();
    }

    private Entry add(String list, String address, String action) {
        return test.store.add(list, EntrySpec.of(null, address, address, action, true, null, test.settings), MARY);
    }

    private Entry add(String list, String address) {
        return add(list, address, "allow");
    }

    /** Adds blocks that have been in force for long. */
    private void fill(String list, int from, int to) throws Exception {
        String numbers = " from " + TestDatabase.numbers(from, to);
        String address = "concat('10.0.', floor(x / 250), '.', mod(x, 250))";
        long begun = test.clock.get() - 1_000_000;
        test.sql("insert into ipr_entry select x, '" + list + "', concat('e', x), concat('e', x), 1, 0, x, " + begun + ", 'x', " + begun + ", 'x'"
                + numbers);
        test.sql("insert into ipr_entry_version select 1000000 + x, x, '" + list + "', 'block', " + address + ", " + address + ", " + address
                + ", 1, " + begun + ", " + Long.MAX_VALUE + ", null, x, " + begun + numbers);
        test.sql("insert into ipr_change select x, concat('t', x), '" + list + "', x, 'e', 'added', 'x', " + begun
                + ", null, null, 'x', null, null, null" + numbers);
        test.sql("update ipr_state set next_id = next_id + 2000000, revision = " + to + ", token = 't" + to + "'");
    }

    /** Lets a node read every list of the store, and report. */
    private Changes report(String node) {
        Changes changes = test.source().changesSince(null, Set.of(LiveLists.EVERY));
        String problem = changes.refused().isEmpty() ? null : String.join(" ", changes.refused().values());
        long refusedFrom = problem == null ? Long.MAX_VALUE : 1;
        test.source().report(new NodeReport(node, node, changes.position(), refusedFrom, 0, -1, 0, 0, problem, false));
        return changes;
    }

    private void damage(Entry entry) throws Exception {
        test.sql("update ipr_entry_version set notation = 'x' where entry_id = " + entry.id());
    }

    private int rows(Runnable work) {
        counter.statements(work);
        return counter.rows();
    }

    @Test
    void aBlockThatCannotBeReadRefusesAndDelaysItsOwnListOnly() throws Exception {
        Entry bad = add("acme", "10.0.0.1", "block");
        Entry beside = add("acme", "10.0.0.2");
        Entry other = add("zeta", "10.0.0.1", "block");
        Entry another = add("zeta", "10.0.0.2");
        damage(bad);
        test.setTime("9:00");
        assertThat(report("node").refused()).containsOnlyKeys("acme");
        assertThat(test.store.find("acme", beside.id())).map(Entry::status).contains(DELAYED);
        assertThat(test.store.find("zeta", other.id())).map(Entry::status).contains(ACTIVE);
        assertThat(test.store.list("zeta").entries()).extracting(Entry::status).containsOnly(ACTIVE);
        assertThat(test.store.list("zeta").refusal()).isNull();
        assertThat(test.store.page("zeta", EntryFilter.ALL, EntryOrder.BY_NAME, null, 9).unreadable()).isEmpty();
        assertThat(refusal(() -> add("acme", "10.0.0.3")).problems().get(0).code()).isEqualTo("list_unreadable");
        assertThat(refusal(() -> test.store.replace("acme", List.of(), EntryStore.ANY, false, MARY)).problems().get(0).code())
                .isEqualTo("list_unreadable");
        add("zeta", "10.0.0.3");
        test.store.delete("zeta", another.id(), -1, MARY);
        test.store.undo("zeta", another.id(), -1, MARY);
        test.store.setLimit("acme", 5, MARY);
        test.store.delete("acme", bad.id(), -1, MARY);
        report("node");
        assertThat(test.store.find("acme", beside.id())).map(Entry::status).contains(ACTIVE);
    }

    @Test
    void anAllowThatCannotBeReadIsSkippedInItsOwnListOnly() throws Exception {
        damage(add("acme", "10.0.0.1"));
        Entry other = add("zeta", "10.0.0.1");
        assertThat(report("node").skipped()).containsOnlyKeys("acme");
        assertThat(test.store.list("zeta").unreadable()).isEmpty();
        assertThat(test.store.list("zeta").entries()).extracting(Entry::id).containsExactly(other.id());
    }

    @Test
    void aBlockThatCannotBeReadDoesNotMakeEachSaveToALongListReadItsBlocks() throws Exception {
        fill("long", 1, 3_000);
        Entry bad = add("acme", "10.200.0.1", "block");
        damage(bad);
        report("node");
        assertThat(rows(() -> store.add("long", test.spec("a", "192.0.2.1"), MARY))).as("the first save").isGreaterThan(3_000);
        assertThat(rows(() -> store.add("long", test.spec("b", "192.0.2.2"), MARY))).as("the next one").isLessThan(FEW_ROWS);
        assertThat(rows(() -> store.page("long", EntryFilter.ALL, EntryOrder.BY_NAME, null, 100))).isLessThan(FEW_ROWS);
        test.clock.addAndGet(60_000);
        assertThat(rows(() -> store.add("long", test.spec("c", "192.0.2.3"), MARY))).as("after a minute").isGreaterThan(3_000);
        test.sql("update ipr_entry_version set notation = 'x' where entry_id = 7");
        report("node");
        assertThat(refusal(() -> store.add("long", test.spec("d", "192.0.2.4"), MARY))).as("once a node has found one in the long list too")
                .hasMessageStartingWith("Entry 7, “x”, cannot be read:");
        store.delete("long", 7, -1, MARY);
        store.add("long", test.spec("d", "192.0.2.4"), MARY);
        assertThat(refusal(() -> store.delete("acme", bad.id() + 1, -1, MARY)).problems().get(0).code()).isEqualTo("list_unreadable");
        store.delete("acme", bad.id(), -1, MARY);
        report("node");
        assertThat(rows(() -> store.add("long", test.spec("e", "192.0.2.5"), MARY))).as("when all is well again").isLessThan(FEW_ROWS);
    }

    @Test
    void aLongListIsNotCountedAgainBecauseOfAnother() throws Exception {
        fill("long", 1, 2_000);
        assertThat(store.page("long", EntryFilter.ALL, EntryOrder.BY_NAME, null, 1).used()).isEqualTo(2_000);
        for (int i = 0; i < 3; i++) {
            add("acme", "10.200.0." + i);
            assertThat(counter.statements(() -> assertThat(store.page("long", EntryFilter.ALL, EntryOrder.BY_NAME, null, 1).used())
                    .isEqualTo(2_000))).noneMatch(sql -> sql.contains("count("));
            assertThat(store.lists("", null, 9).lists()).extracting(list -> list.name() + " " + list.used())
                    .containsExactly("acme " + (i + 1), "long 2000");
        }
        add("long", "10.200.0.1");
        assertThat(store.page("long", EntryFilter.ALL, EntryOrder.BY_NAME, null, 1).used()).isEqualTo(2_001);
        test.store.setLimit("long", 2_002, MARY);
        store.add("long", test.spec("last", "10.200.0.2"), MARY);
        assertThat(refusal(() -> store.add("long", test.spec("more", "10.200.0.3"), MARY)))
                .hasMessageStartingWith("The list is full: 2002 of 2002 entries are used.");
    }

    /** Only somebody who writes into the tables by hand can do that. */
    @Test
    void rowsOfAListThatMayNotHaveItsNameAreLeftOutAndTheOthersGoOn() throws Exception {
        Entry bad = add("bad", "10.0.0.1");
        add("good", "10.0.0.2");
        test.sql("update ipr_entry set list_name = ? where id = ?", "bad\tname", bad.id());
        test.sql("update ipr_entry_version set list_name = ? where entry_id = ?", "bad\tname", bad.id());
        assertThat(test.source().changesSince(null, Set.of(LiveLists.EVERY)).rules()).containsOnlyKeys("good");
        assertThat(store.lists("", null, 9).lists()).extracting(ListSummary::name).containsExactly("good");
    }

    @Test
    void aRequestKeySaysNothingAboutOtherLists() {
        Author keyed = new Author("admin", null, "key-1");
        Entry first = store.add("acme", test.spec("a", "10.0.0.1"), keyed);
        Entry second = store.add("zeta", test.spec("b", "10.0.0.2"), keyed);
        assertThat(second.list()).isEqualTo("zeta");
        assertThat(store.add("acme", test.spec("a", "10.0.0.1"), keyed)).isEqualTo(first);
        assertThat(store.add("zeta", test.spec("b", "10.0.0.2"), keyed)).isEqualTo(second);
        assertThat(refusal(() -> store.add("zeta", test.spec("c", "10.0.0.3"), keyed)).reason()).isEqualTo(Reason.MISMATCH);
        store.setLimit("acme", 1, new Author("admin", null, "key-2"));
        store.setLimit("zeta", 2, new Author("admin", null, "key-2"));
        assertThat(store.limit("zeta")).isEqualTo(2);
    }

    @Test
    void anEntryIsFoundAndChangedThroughItsOwnListOnly() {
        Entry entry = add("acme", "10.0.0.1");
        assertThat(store.find("Acme", entry.id())).isEmpty();
        assertThat(test.history.lastChange("Acme", entry.id())).isEmpty();
        for (Runnable attempt : List.<Runnable>of(() -> store.change("Acme", entry.id(), -1, test.spec("x", "10.0.0.9"), MARY),
                () -> store.delete("Acme", entry.id(), -1, MARY), () -> store.undo("Acme", entry.id(), -1, MARY),
                () -> store.check("Acme", entry.id(), test.spec("x", "10.0.0.9")))) {
            assertThat(refusal(attempt::run).reason()).isEqualTo(Reason.NOT_FOUND);
        }
        assertThat(store.revision("Acme")).isZero();
        assertThat(store.revision("acme")).isEqualTo(1);
    }
}
