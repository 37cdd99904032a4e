package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.access.Decision.ALLOWED;
import static org.iprestriction.access.Decision.BLOCKED;
import static org.iprestriction.jpa.EntryStoreTest.refusal;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;
import static org.iprestriction.jpa.TestStore.at;

import java.util.List;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.entry.Change;
import org.iprestriction.entry.Entry.Step;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Changes that do not wait, on two nodes of one database. The first node polls at 0:00 and 0:30, the second at 0:17 and
 * 0:47, and so on. Each test saves at 0:05 or later.
 */
class EffectiveNowTest {

    private static final String OLD = "10.0.0.1";
    private static final String NEW = "10.0.0.2";

    private Fleet fleet;
    private TestStore test;
    private EntryStore store;
    private EntryStore now;

    @BeforeEach
    void startFleet() throws Exception {
        fleet = new Fleet();
        test = fleet.test;
        store = fleet.first().store();
        now = store.effectiveNow();
    }

    @AfterEach
    void stopFleet() throws Exception {
        fleet.close();
    }

    /** Adds an entry that allows an address and is in force on both nodes at 0:05. */
    private Entry inForce(String name, String address) {
        test.clock.addAndGet(-600_000);
        Entry entry = store.add(LIST, test.spec(name, address), MARY);
        fleet.runUntil("0:05");
        fleet.assertDecision(address, ALLOWED);
        return test.find(entry);
    }

    private EntrySpec block(String name, String range) {
        EntrySpec allow = test.spec(name, range);
        return new EntrySpec(allow.name(), allow.address(), Action.BLOCK, true, null);
    }

    private void assertDecisions(String time, String address, Decision onFirst, Decision onSecond) {
        fleet.runUntil(time);
        assertThat(fleet.members).extracting(member -> member.node().decide(LIST, address)).as(time)
                .containsExactly(onFirst, onSecond);
    }

    /** Asserts that a change saved between 0:00 and 0:17 applies on the second node from 0:17 on, and on the first from 0:30. */
    private void assertInForceAtTheNextPoll(String address, Decision before, Decision after) {
        assertDecisions("0:16", address, before, before);
        assertDecisions("0:17", address, before, after);
        assertDecisions("0:29", address, before, after);
        assertDecisions("0:30", address, after, after);
    }

    private Change last(Entry entry) {
        return test.history.lastChange(LIST, entry.id()).orElseThrow();
    }

    @Test
    void aBlockAppliesAtTheNextPollOfEachNode() {
        inForce("a", OLD);
        Entry block = now.add(LIST, block("attack", "10.0.0.0/24"), MARY);
        assertThat(block.upcoming()).isEmpty();
        assertThat(block.inForce()).isEqualTo(block.saved());
        assertInForceAtTheNextPoll(OLD, ALLOWED, BLOCKED);
        fleet.assertNothingChangesUntil("11:00", OLD, BLOCKED);
        assertThat(store.list(LIST).entries()).extracting(Entry::status).containsOnly(EntryStatus.ACTIVE);
    }

    @Test
    void aPermissionAppliesAtTheNextPollOfEachNode() {
        fleet.runUntil("0:05");
        now.add(LIST, test.spec("helper", NEW), MARY);
        assertInForceAtTheNextPoll(NEW, BLOCKED, ALLOWED);
    }

    @Test
    void anEditEndsTheOldStateAndBeginsTheNewOneAtOnce() {
        Entry entry = inForce("a", OLD);
        now.change(LIST, entry.id(), entry.version(), test.spec("a", NEW), MARY);
        assertDecisions("0:17", OLD, ALLOWED, BLOCKED);
        assertDecisions("0:17", NEW, BLOCKED, ALLOWED);
        fleet.runUntil("0:30");
        fleet.assertDecision(OLD, BLOCKED);
        fleet.assertDecision(NEW, ALLOWED);
    }

    @Test
    void aDeletedEntryIsGoneAtOnceAndItsNameAndRangeAreFree() {
        Entry entry = inForce("a", OLD);
        assertThat(now.delete(LIST, entry.id(), entry.version(), MARY)).isEmpty();
        assertThat(store.list(LIST).entries()).isEmpty();
        now.add(LIST, block("a", OLD), MARY);
        assertInForceAtTheNextPoll(OLD, ALLOWED, BLOCKED);
    }

    @Test
    void aPendingChangeIsReplaced() {
        Entry entry = inForce("a", OLD);
        Entry edited = store.change(LIST, entry.id(), entry.version(), test.spec("a", NEW), MARY);
        fleet.runUntil("2:05");
        now.change(LIST, entry.id(), edited.version(), block("a", OLD), MARY);
        assertDecisions("2:17", OLD, ALLOWED, BLOCKED);
        fleet.runUntil("2:30");
        fleet.assertDecision(OLD, BLOCKED);
        fleet.assertNothingChangesUntil("8:00", NEW, BLOCKED);
    }

    @Test
    void aCommittedChangeIsReplacedAtTheNextPollToo() {
        Entry entry = inForce("a", OLD);
        Entry edited = store.change(LIST, entry.id(), entry.version(), test.spec("a", NEW), MARY); // in effect at 5:05
        fleet.runUntil("5:01");
        assertThat(now.delete(LIST, entry.id(), edited.version(), MARY)).isEmpty();
        assertDecisions("5:05", NEW, ALLOWED, ALLOWED); // both had loaded the change and have not polled since the deletion
        assertDecisions("5:17", NEW, ALLOWED, BLOCKED);
        assertDecisions("5:30", NEW, BLOCKED, BLOCKED);
        fleet.assertDecision(OLD, BLOCKED);
        fleet.assertNothingChangesUntil("11:00", NEW, BLOCKED);
        assertThat(last(entry).effectiveNow()).isTrue();
    }

    @Test
    void aCommittedRemovalIsCancelled() {
        Entry entry = inForce("a", OLD);
        Entry removing = store.delete(LIST, entry.id(), entry.version(), MARY).orElseThrow(); // until 5:05
        fleet.runUntil("5:01");
        now.change(LIST, entry.id(), removing.version(), test.spec("a", OLD), MARY);
        assertDecisions("5:05", OLD, BLOCKED, BLOCKED);
        assertDecisions("5:17", OLD, BLOCKED, ALLOWED);
        assertDecisions("5:30", OLD, ALLOWED, ALLOWED);
        fleet.assertNothingChangesUntil("11:00", OLD, ALLOWED);
    }

    @Test
    void aChangeThatIsAlreadyPendingIsBroughtForward() {
        Entry old = inForce("a", OLD);
        Entry removing = store.delete(LIST, old.id(), old.version(), MARY).orElseThrow();
        Entry added = store.add(LIST, test.spec("b", NEW), MARY);
        Entry brought = now.change(LIST, added.id(), added.version(), test.spec("b", NEW), MARY);
        assertThat(brought.version()).isEqualTo(added.version() + 1);
        assertThat(now.delete(LIST, old.id(), removing.version(), MARY)).isEmpty();
        assertInForceAtTheNextPoll(NEW, BLOCKED, ALLOWED);
        fleet.assertDecision(OLD, BLOCKED);
        assertThat(List.of(last(added), last(old))).allMatch(Change::effectiveNow);
        // nothing is left to bring forward, so a repetition changes nothing, whatever its version
        assertThat(now.change(LIST, added.id(), added.version(), test.spec("b", NEW), MARY).version()).isEqualTo(brought.version());
    }

    @Test
    void aStateThatIsInForceCancelsWhatIsPending() {
        Entry entry = inForce("a", OLD);
        Entry edited = store.change(LIST, entry.id(), entry.version(), test.spec("a", NEW), MARY);
        fleet.runUntil("5:01");
        Entry kept = now.change(LIST, entry.id(), edited.version(), test.spec("a", OLD), MARY);
        assertThat(kept.upcoming()).isEmpty();
        assertThat(last(entry).effectiveNow()).isTrue();
        fleet.runUntil("5:30");
        fleet.assertDecision(OLD, ALLOWED);
        fleet.assertNothingChangesUntil("11:00", NEW, BLOCKED);
    }

    @Test
    void nothingIsLeftToUndoAndTheWayBackIsAnotherChange() {
        Entry entry = inForce("a", OLD);
        Entry blocked = now.change(LIST, entry.id(), entry.version(), block("a", OLD), MARY);
        assertThat(blocked.undoable()).isFalse();
        assertThat(refusal(() -> store.undo(LIST, entry.id(), -1, MARY)))
                .hasMessage("Too late to undo. The change took effect at 14:01 UTC. Edit the entry to reverse it.");
        store.change(LIST, entry.id(), blocked.version(), test.spec("a", OLD), MARY);
        fleet.runUntil("0:30");
        fleet.assertDecision(OLD, BLOCKED);
        fleet.assertSwitchAt("5:05", OLD, BLOCKED, ALLOWED);

        now.delete(LIST, entry.id(), -1, MARY);
        assertThat(refusal(() -> store.undo(LIST, entry.id(), -1, MARY)))
                .hasMessage("Too late to undo. The change took effect at 14:06 UTC. Add it again to reverse it.");
    }

    @Test
    void aLaterChangeThatWaitsCanBeUndoneDownToTheOneThatDidNot() {
        Entry entry = inForce("a", OLD);
        now.change(LIST, entry.id(), entry.version(), block("a", OLD), MARY);
        Entry edited = store.change(LIST, entry.id(), -1, test.spec("a", NEW), MARY);
        assertThat(edited.upcoming()).containsExactly(new Step(at("5:05"), edited.saved()));
        assertThat(store.undo(LIST, entry.id(), -1, MARY).orElseThrow().saved()).isEqualTo(block("a", OLD));
        fleet.runUntil("0:30");
        fleet.assertNothingChangesUntil("6:00", OLD, BLOCKED);
    }

    @Test
    void anEntryMayExpireBeforeTheActivationDelayIsOver() {
        inForce("a", OLD);
        EntrySpec block = block("attack", OLD + "-9");
        now.add(LIST, new EntrySpec(block.name(), block.address(), block.action(), true, at("2:00")), MARY);
        fleet.runUntil("0:30");
        fleet.assertDecision(OLD, BLOCKED);
        fleet.assertSwitchAt("2:00", OLD, BLOCKED, ALLOWED);
        assertThat(refusal(() -> now.add(LIST, test.spec("past", NEW, at("2:00")), MARY)).problems().get(0).code())
                .isEqualTo("expires.past");
    }

    @Test
    void aNodeThatIsCutOffAppliesItOnceItIsBackAndTheEntryIsDelayedUntilThen() {
        inForce("a", OLD);
        fleet.runUntil("0:20");
        fleet.second().cable().cut();
        Entry block = now.add(LIST, block("attack", "10.0.0.0/24"), MARY);
        assertThat(test.find(block).status()).isEqualTo(EntryStatus.PENDING);
        assertDecisions("1:20", OLD, BLOCKED, ALLOWED);
        assertThat(test.find(block).status()).isEqualTo(EntryStatus.PENDING);
        assertDecisions("1:21", OLD, BLOCKED, ALLOWED);
        assertThat(test.find(block).status()).isEqualTo(EntryStatus.DELAYED);
        fleet.second().cable().mend();
        assertDecisions("1:47", OLD, BLOCKED, BLOCKED);
        assertThat(test.find(block).status()).isEqualTo(EntryStatus.ACTIVE);
    }

    @Test
    void aClockThatWasSetBackDoesNotDelayIt() throws Exception {
        Entry entry = inForce("a", OLD);
        test.sql("update ipr_state set last_change_at = " + at("9:00").toEpochMilli()); // as of a database that failed since
        Entry waiting = store.add(LIST, test.spec("b", NEW), MARY);
        assertThat(waiting.effectiveAt()).isEqualTo(at("14:00"));
        now.change(LIST, entry.id(), entry.version(), block("a", OLD), MARY);
        assertInForceAtTheNextPoll(OLD, ALLOWED, BLOCKED);
        assertThat(last(entry).effectiveNow()).isTrue();
        assertThat(last(entry).at()).isEqualTo(at("9:00"));
    }

    @Test
    void aBackupTakesItBackAndBringsItBackLikeAnyChange() throws Exception {
        Entry entry = inForce("a", OLD);
        TestDatabase.Backup before = test.database.backup();
        now.change(LIST, entry.id(), -1, block("a", OLD), MARY);
        fleet.runUntil("1:00");
        fleet.assertDecision(OLD, BLOCKED);
        TestDatabase.Backup after = test.database.backup();
        test.database.restore(before); // a backup from before the incident knows nothing of it
        fleet.runUntil("2:00");
        fleet.assertDecision(OLD, ALLOWED);
        test.database.restore(after);
        fleet.runUntil("3:00");
        fleet.assertDecision(OLD, BLOCKED);
    }
}
