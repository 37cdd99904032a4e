package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.access.Decision.ALLOWED;
import static org.iprestriction.access.Decision.BLOCKED;
import static org.iprestriction.jpa.EntryStoreTest.refusal;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;
import static org.iprestriction.jpa.TestStore.at;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.iprestriction.access.Decision;
import org.iprestriction.entry.Entry.Step;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.entry.Replacement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes of one database over time: saved at 0:00, in effect at T = 5:00, polls 30 seconds apart, so committed from 4:00. */
class TimelinesTest {

    private static final String OLD = "10.0.0.1";
    private static final String NEW = "10.0.0.2";

    private Fleet fleet;
    private TestStore test;
    private EntryStore store;

    @BeforeEach
    void startFleet() throws Exception {
        fleet = new Fleet();
        test = fleet.test;
        store = fleet.first().store();
    }

    @AfterEach
    void stopFleet() throws Exception {
        fleet.close();
    }

    /** Adds an entry so long ago that it is in force at 0:00 on both nodes. */
    private Entry inForce(String name, String address) {
        return inForce(test.spec(name, address));
    }

    private Entry inForce(EntrySpec spec) {
        test.clock.addAndGet(-600_000);
        Entry entry = store.add(LIST, spec, MARY);
        fleet.runUntil("0:0");
        return test.find(entry);
    }

    private Entry edit(Entry entry, String address) {
        return store.change(LIST, entry.id(), entry.version(), test.spec(entry.name(), address), MARY);
    }

    @Test
    void timeline01AnAdditionAppliesFromTOnEveryNode() {
        Entry entry = store.add(LIST, test.spec("a", NEW), MARY);
        fleet.assertNothingChangesUntil("4:59", NEW, BLOCKED);
        fleet.assertSwitchAt("5:00", NEW, BLOCKED, ALLOWED);
        fleet.runUntil("5:30");
        assertThat(test.find(entry).status()).isEqualTo(EntryStatus.ACTIVE);
    }

    @Test
    void timeline02AnUndoneAdditionNeverApplies() {
        Entry entry = store.add(LIST, test.spec("a", NEW), MARY);
        fleet.runUntil("3:50");
        assertThat(test.find(entry).undoable()).isTrue();
        assertThat(fleet.second().store().undo(LIST, entry.id(), -1, MARY)).isEmpty();
        fleet.assertNothingChangesUntil("12:00", NEW, BLOCKED);
        assertThat(store.list(LIST).entries()).isEmpty();
    }

    @Test
    void timeline03AnEditInsideTheWindowFollowsTheFirst() {
        Entry entry = inForce("a", OLD);
        entry = edit(entry, NEW);
        fleet.runUntil("4:40");
        entry = edit(entry, "10.0.0.3");
        assertThat(entry.upcoming()).extracting(Step::at).containsExactly(at("5:00"), at("9:40"));
        assertThat(entry.upcoming()).extracting(step -> step.spec().address().toString()).containsExactly(NEW, "10.0.0.3");
        fleet.assertDecision(OLD, ALLOWED);
        fleet.assertSwitchAt("5:00", NEW, BLOCKED, ALLOWED);
        fleet.assertDecision(OLD, BLOCKED);
        fleet.assertSwitchAt("9:40", "10.0.0.3", BLOCKED, ALLOWED);
        fleet.assertDecision(NEW, BLOCKED);
    }

    @Test
    void timeline03AnUndoInsideTheWindowIsTooLateAndOfTheSecondEditReturnsToTheFirst() {
        Entry entry = inForce("a", OLD);
        Entry first = edit(entry, NEW);
        fleet.runUntil("4:00");
        assertThat(refusal(() -> store.undo(LIST, first.id(), -1, MARY))).hasMessage(
                "Too late to undo. The change takes effect at 14:05 UTC. Edit the entry to reverse it.");
        edit(first, "10.0.0.3");
        fleet.runUntil("6:00");
        Entry undone = store.undo(LIST, first.id(), -1, MARY).orElseThrow();
        assertThat(undone.saved().address()).hasToString(NEW);
        fleet.assertNothingChangesUntil("12:00", NEW, ALLOWED);
    }

    @Test
    void timeline04APendingAdditionDeletedInsideTheWindowAppliesFromTToT2() {
        Entry entry = store.add(LIST, test.spec("a", NEW), MARY);
        fleet.runUntil("4:45");
        Entry removing = store.delete(LIST, entry.id(), -1, MARY).orElseThrow();
        assertThat(removing.status()).isEqualTo(EntryStatus.PENDING_REMOVAL);
        assertThat(removing.upcoming()).containsExactly(new Step(at("5:00"), entry.saved()), new Step(at("9:45"), null));
        fleet.assertSwitchAt("5:00", NEW, BLOCKED, ALLOWED);
        fleet.assertSwitchAt("9:45", NEW, ALLOWED, BLOCKED);
        assertThat(store.list(LIST).entries()).isEmpty();
    }

    @Test
    void timeline05ATemporaryEntryWhoseEditIsUndoneStillExpires() {
        Entry entry = inForce(test.spec("a", OLD, at("8:00")));
        store.change(LIST, entry.id(), -1, test.spec("a", OLD), MARY);
        fleet.runUntil("2:00");
        Entry undone = store.undo(LIST, entry.id(), -1, MARY).orElseThrow();
        assertThat(undone.saved().expiresAt()).isEqualTo(at("8:00"));
        fleet.assertSwitchAt("8:00", OLD, ALLOWED, BLOCKED);
        assertThat(test.find(entry).status()).isEqualTo(EntryStatus.EXPIRED);
    }

    @Test
    void timeline06TheRangeAndTheNameOfAnEntryBeingRemovedAreTaken() {
        Entry entry = inForce("A", OLD);
        store.delete(LIST, entry.id(), entry.version(), MARY);
        for (EntrySpec wanted : List.of(test.spec("B", OLD), test.spec("a", NEW))) {
            EntryRejectedException refusal = refusal(() -> store.add(LIST, wanted, MARY));
            assertThat(refusal).hasMessage("“A” is being removed, until 14:05. Undo that instead.");
            assertThat(refusal.problems().get(0).entry()).isEqualTo(entry.id());
        }
        fleet.runUntil("4:00");
        assertThat(refusal(() -> store.add(LIST, test.spec("B", OLD), MARY)))
                .hasMessage("“A” is being removed, until 14:05. Save this again after that.");
        fleet.runUntil("5:00");
        assertThat(store.add(LIST, test.spec("A", OLD), MARY).id()).isNotEqualTo(entry.id());
        fleet.assertSwitchAt("10:00", OLD, BLOCKED, ALLOWED);
    }

    @Test
    void timeline07ARenameDuringAPendingEditIsImmediateAndSurvivesAnUndo() {
        Entry entry = edit(inForce("a", OLD), NEW);
        fleet.runUntil("1:00");
        Entry renamed = store.change(LIST, entry.id(), entry.version(), test.spec("b", NEW), MARY);
        assertThat(renamed.name()).isEqualTo("b");
        assertThat(renamed.inForce().name()).isEqualTo("b");
        assertThat(renamed.status()).isEqualTo(EntryStatus.PENDING_CHANGE);
        assertThat(renamed.effectiveAt()).isEqualTo(at("5:00"));
        fleet.runUntil("3:00");
        Entry undone = store.undo(LIST, entry.id(), -1, MARY).orElseThrow();
        assertThat(undone.name()).isEqualTo("b");
        assertThat(undone.saved().address()).hasToString(OLD);
        fleet.assertNothingChangesUntil("9:00", OLD, ALLOWED);
    }

    @Test
    void timeline08AnExpiryEditedTooLateLeavesAGapUntilT() {
        Entry entry = inForce(test.spec("a", OLD, at("0:10")));
        entry = store.change(LIST, entry.id(), entry.version(), test.spec("a", OLD, at("9:00")), MARY);
        fleet.assertSwitchAt("0:10", OLD, ALLOWED, BLOCKED);
        assertThat(test.find(entry).status()).isEqualTo(EntryStatus.PENDING);
        fleet.assertNothingChangesUntil("4:59", OLD, BLOCKED);
        fleet.assertSwitchAt("5:00", OLD, BLOCKED, ALLOWED);
        fleet.assertSwitchAt("9:00", OLD, ALLOWED, BLOCKED);
    }

    @Test
    void timeline09OfTwoListsWrittenAtOnceNothingIsMissed() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        ExecutorService executor = Executors.newFixedThreadPool(2);
        Future<?> slow = executor.submit(() -> fleet.second().transactions().write(work -> {
            new Edits(work, Request.of(MARY, "add", "second")).add(test.spec("slow", OLD));
            written.countDown();
            return TestStore.await(mayCommit);
        }));
        written.await();
        Future<Entry> fast = executor.submit(() -> store.add(LIST, test.spec("fast", NEW), MARY));
        test.database.awaitWaiter();
        fleet.runUntil("1:00"); // both nodes poll while one change is written and not committed, and the other waits
        mayCommit.countDown();
        slow.get();
        assertThat(fast.get().revision()).isEqualTo(2);
        fleet.runUntil("6:00");
        fleet.assertDecision(NEW, ALLOWED);
        assertThat(fleet.members).extracting(member -> member.node().decide("second", OLD)).containsOnly(ALLOWED);
        executor.shutdown();
    }

    @Test
    void timeline10WhereTheDatabaseStopsEveryNodeStillSwitches() {
        Entry removed = inForce("old", OLD);
        store.delete(LIST, removed.id(), -1, MARY);
        store.add(LIST, test.spec("new", NEW), MARY);
        fleet.runUntil("4:50");
        fleet.members.forEach(member -> member.cable().cut());
        fleet.assertSwitchAt("5:00", NEW, BLOCKED, ALLOWED);
        fleet.assertDecision(OLD, BLOCKED);
        fleet.assertNothingChangesUntil("15:00", NEW, ALLOWED);
        fleet.members.forEach(member -> member.cable().mend());
        fleet.runUntil("16:00");
        assertThat(store.list(LIST).nodes()).extracting(NodeStatus::problem).containsOnlyNulls();
    }

    @Test
    void timeline11ASaveThatWaitedForTheLockCountsFromAfterTheWait() throws Exception {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        ExecutorService executor = Executors.newFixedThreadPool(2);
        Future<?> holder = executor.submit(() -> fleet.second().transactions().write(work -> {
            locked.countDown();
            return TestStore.await(mayCommit);
        }));
        locked.await();
        Future<Entry> saved = executor.submit(() -> store.add(LIST, test.spec("a", NEW), MARY));
        test.database.awaitWaiter();
        fleet.runUntil("0:40");
        mayCommit.countDown();
        holder.get();
        assertThat(saved.get().effectiveAt()).isEqualTo(at("5:40"));
        fleet.assertSwitchAt("5:40", NEW, BLOCKED, ALLOWED);
        executor.shutdown();
    }

    @Test
    void timeline12ANodeCutOffBeforeAnUndoAppliesTheChangeAndIsShownBehind() {
        Entry entry = edit(inForce("a", OLD), NEW);
        fleet.runUntil("2:00");
        fleet.second().cable().cut();
        fleet.runUntil("3:00");
        store.undo(LIST, entry.id(), -1, MARY);
        Listing listing = store.list(LIST);
        assertThat(listing.nodes()).filteredOn(node -> node.live() && node.loadedRevision() < listing.revision())
                .as("the nodes that an undo message names").extracting(NodeStatus::node).contains(fleet.second().node().id());
        fleet.runUntil("5:00");
        assertThat(fleet.members).extracting(member -> member.node().decide(LIST, NEW)).containsExactly(BLOCKED, ALLOWED);
        assertThat(test.find(entry).status()).isEqualTo(EntryStatus.DELAYED);
        fleet.second().cable().mend();
        fleet.runUntil("6:00");
        fleet.assertDecision(NEW, BLOCKED);
        assertThat(test.find(entry).status()).isEqualTo(EntryStatus.ACTIVE);
    }

    @Test
    void timeline13ABackupThatIsRestoredIsReadInFull() throws Exception {
        inForce("kept", OLD);
        TestDatabase.Backup backup = test.database.backup();
        Entry lost = store.add(LIST, test.spec("lost", NEW), MARY);
        fleet.assertSwitchAt("5:00", NEW, BLOCKED, ALLOWED);
        test.database.restore(backup);
        fleet.runUntil("6:00");
        fleet.assertDecision(NEW, BLOCKED);
        fleet.assertDecision(OLD, ALLOWED);
        assertThat(test.find(lost)).isNull();
    }

    @Test
    void timeline14AFullListIsReplacedByAnotherAsLarge() {
        store.replace(LIST, fifty("10.1.0."), -1, false, MARY);
        fleet.runUntil("6:00");
        fleet.assertDecision("10.1.0.49", ALLOWED);
        Replacement done = store.replace(LIST, fifty("10.2.0."), 50, false, MARY);
        assertThat(done).isEqualTo(new Replacement(0, 50, 0, 0, 100));
        List<EntrySpec> others = IntStream.range(0, 50).mapToObj(i -> test.spec("other " + i, "10.3.0." + i)).toList();
        assertThat(store.replace(LIST, others, -1, false, MARY)).isEqualTo(new Replacement(50, 0, 50, 0, 200));
        Listing listing = store.list(LIST);
        assertThat(listing.used()).isEqualTo(50);
        assertThat(listing.entries()).hasSize(100);
        for (String[] callers : new String[][] {{"10.1.0.7", "10.3.0.7"}, {"10.1.0.49", "10.3.0.0"}}) {
            fleet.assertDecision(callers[0], ALLOWED);
            fleet.assertDecision(callers[1], BLOCKED);
        }
        fleet.assertSwitchAt("11:00", "10.3.0.49", BLOCKED, ALLOWED);
        for (String caller : List.of("10.1.0.7", "10.2.0.7")) {
            fleet.assertDecision(caller, Decision.BLOCKED);
        }
        assertThat(store.list(LIST).entries()).hasSize(50);
    }

    private List<EntrySpec> fifty(String network) {
        return IntStream.range(0, 50).mapToObj(i -> test.spec("entry " + i, network + i)).toList();
    }
}
