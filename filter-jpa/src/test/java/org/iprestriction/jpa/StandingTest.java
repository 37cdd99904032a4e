package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.entry.EntryStatus.ACTIVE;
import static org.iprestriction.entry.EntryStatus.DELAYED;
import static org.iprestriction.entry.EntryStatus.DISABLED;
import static org.iprestriction.entry.EntryStatus.EXPIRED;
import static org.iprestriction.entry.EntryStatus.PENDING;
import static org.iprestriction.entry.EntryStatus.PENDING_CHANGE;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;
import static org.iprestriction.jpa.TestStore.at;

import org.iprestriction.access.Action;
import org.iprestriction.address.Notation;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.live.NodeReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an entry stands, given what the nodes say. */
class StandingTest {

    private TestStore test;

    @BeforeEach
    void openStore() throws Exception {
        test = new TestStore();
    }

    @AfterEach
    void closeStore() throws Exception {
        test.close();
    }

    private void reports(String node, long loadedRevision) {
        reports(node, loadedRevision, Long.MAX_VALUE, null, false);
    }

    private void reports(String node, long loadedRevision, long refusedFrom, String problem, boolean signedOff) {
        test.source().report(new NodeReport(node, node, test.position(loadedRevision), refusedFrom, 0, -1, 0, 0, problem, signedOff));
    }

    private void assertDelayedBy(String time, Entry entry, String... nodes) {
        assertStatus(time, entry, DELAYED);
        assertThat(test.find(entry).delayedBy()).extracting(NodeStatus::name).containsExactly(nodes);
        assertThat(test.store.list(LIST).entries()).extracting(Entry::delayedBy).containsExactly(test.find(entry).delayedBy());
    }

    private void assertStatus(String time, Entry entry, EntryStatus expected) {
        test.setTime(time);
        assertThat(test.find(entry).status()).as(time).isEqualTo(expected);
    }

    private EntrySpec disabled(String address) {
        return EntrySpec.of(null, "a", address, null, false, null, test.settings);
    }

    @Test
    void anEntryIsActiveOnceEveryLiveNodeHasLoadedIt() {
        Entry entry = test.add("a", "10.0.0.1");
        reports("one", 1);
        reports("two", 0);
        assertStatus("5:00", entry, PENDING);
        assertStatus("6:00", entry, PENDING);
        reports("two", 1);
        assertStatus("6:00", entry, ACTIVE);
    }

    @Test
    void anEntryIsDelayedWhileALiveNodeHasNotLoadedItTwoPollsAfterItsInstant() {
        Entry entry = test.add("a", "10.0.0.1");
        test.setTime("5:00");
        reports("one", 1);
        reports("two", 0);
        assertStatus("6:00", entry, PENDING);
        assertStatus("6:01", entry, DELAYED);
        assertStatus("14:59", entry, DELAYED);
        reports("one", 1);
        assertStatus("15:00", entry, ACTIVE); // the other was silent for two activations and is no longer waited for
    }

    @Test
    void aDelayedEntryNamesTheNodesThatHaveNotLoadedItAndWhatTheySay() {
        Entry entry = test.add("a", "10.0.0.1");
        reports("quiet", 0);
        test.setTime("5:30");
        reports("ready", 1);
        reports("troubled", 0, Long.MAX_VALUE, "The disk is full.", false);
        assertDelayedBy("6:01", entry, "quiet", "troubled");
        assertThat(test.find(entry).delayedBy()).extracting(NodeStatus::problem).containsExactly(null, "The disk is full.");
        assertThat(test.find(entry).delayedBy()).extracting(NodeStatus::lastSeen).containsExactly(at("0:00"), at("5:30"));
        assertThat(test.find(entry).delayedBy()).extracting(NodeStatus::state).containsOnly(NodeStatus.State.BEHIND);
    }

    @Test
    void anEntryIsActiveOnceANodeThatLoadedItLateHasCaughtUp() {
        Entry entry = test.add("a", "10.0.0.1");
        test.setTime("5:00");
        reports("one", 1);
        reports("two", 0);
        assertDelayedBy("7:00", entry, "two");
        reports("two", 1);
        assertStatus("7:00", entry, ACTIVE);
        assertThat(test.find(entry).delayedBy()).isEmpty();
    }

    @Test
    void aNodeThatSignsOffIsNoLongerWaitedForAndOneThatDiesIsUntilItHasBeenSilentForTwoActivations() {
        Entry entry = test.add("a", "10.0.0.1");
        test.setTime("4:00");
        reports("dies", 0);
        reports("stops", 0);
        reports("two", 1);
        assertDelayedBy("6:01", entry, "dies", "stops");
        reports("stops", 0, Long.MAX_VALUE, null, true);
        assertDelayedBy("6:01", entry, "dies");
        test.setTime("13:59");
        reports("two", 1);
        assertDelayedBy("13:59", entry, "dies");
        assertStatus("14:00", entry, ACTIVE);
    }

    @Test
    void aNodeThatHasNeverLoadedAnythingDelaysEveryEntry() {
        Entry entry = test.add("a", "10.0.0.1");
        test.setTime("5:30");
        reports("one", 1);
        test.source().report(new NodeReport("new", "new", null, Long.MAX_VALUE, 0, -1, 0, 0, "The list has not been loaded yet.", false));
        assertDelayedBy("6:01", entry, "new");
    }

    /** A node knows the change, but keeps the last good rules of the list; other lists are not affected. */
    @Test
    void aListThatANodeCannotRefreshIsDelayedFromTheRevisionThatTheNodeMayLack() throws Exception {
        Entry before = test.add("before", "10.0.0.1");
        Entry after = test.add("after", "10.0.0.2");
        Entry other = test.store.add("other", test.spec("a", "10.0.0.3"), MARY);
        Entry bad = test.store.add(LIST, new EntrySpec("bad", Notation.parse("10.0.0.4"), Action.BLOCK, true, null), MARY);
        test.sql("update ipr_entry_version set notation = 'x' where entry_id = " + bad.id());
        test.setTime("6:01");
        reports("one", 4);
        reports("two", 4, 2, "Entry 4 cannot be read.", false);
        assertThat(test.find(before).status()).isEqualTo(ACTIVE);
        assertThat(test.find(after).status()).isEqualTo(DELAYED);
        assertThat(test.find(after).delayedBy()).extracting(NodeStatus::problem).containsExactly("Entry 4 cannot be read.");
        assertThat(test.store.list(LIST).entries()).extracting(Entry::status).containsExactly(DELAYED, ACTIVE);
        assertThat(test.store.find("other", other.id())).hasValueSatisfying(entry -> assertThat(entry.status()).isEqualTo(ACTIVE));
        reports("two", 4);
        assertThat(test.find(after).status()).isEqualTo(ACTIVE);
    }

    @Test
    void anUndoneEditStaysActiveAndIsDelayedOnlyWhereANodeStaysBehind() {
        Entry entry = test.add("a", "10.0.0.1");
        test.setTime("6:00");
        reports("one", 1);
        Entry edited = test.change(entry, test.spec("a", "10.0.0.2"));
        assertThat(edited.status()).isEqualTo(PENDING_CHANGE);
        test.setTime("7:00");
        assertThat(test.store.undo(LIST, entry.id(), -1, MARY)).hasValueSatisfying(
                undone -> assertThat(undone.status()).isEqualTo(ACTIVE));
        assertStatus("8:01", entry, DELAYED);
        reports("one", 3);
        assertStatus("8:01", entry, ACTIVE);
    }

    @Test
    void aDisabledEntryIsAPendingChangeWhileItStillAppliesAndDelayedWhileANodeMayApplyIt() {
        Entry entry = test.add("a", "10.0.0.1");
        test.setTime("6:00");
        reports("one", 1);
        Entry off = test.change(entry, disabled("10.0.0.1"));
        assertThat(off.status()).isEqualTo(PENDING_CHANGE);
        assertThat(off.upcoming()).containsExactly(new Entry.Step(at("11:00"), disabled("10.0.0.1")));
        assertStatus("11:00", entry, DISABLED);
        assertStatus("12:01", entry, DELAYED);
        reports("one", 2);
        assertStatus("12:01", entry, DISABLED);
        Entry on = test.store.change(LIST, entry.id(), -1, test.spec("a", "10.0.0.1"), MARY);
        assertThat(on.status()).isEqualTo(PENDING);
    }

    @Test
    void anEntryDisabledAtOnceIsAPendingChangeUntilNoNodeAppliesItAnyMore() {
        Entry entry = test.add("a", "10.0.0.1");
        test.setTime("6:00");
        reports("one", 1);
        Entry off = test.store.effectiveNow().change(LIST, entry.id(), -1, disabled("10.0.0.1"), MARY);
        assertThat(off.status()).isEqualTo(PENDING_CHANGE);
        assertThat(off.upcoming()).isEmpty();
        assertStatus("7:00", entry, PENDING_CHANGE);
        assertStatus("7:01", entry, DELAYED);
        reports("one", 2);
        assertStatus("7:01", entry, DISABLED);
        assertThat(test.store.effectiveNow().change(LIST, entry.id(), -1, test.spec("a", "10.0.0.1"), MARY).status())
                .isEqualTo(PENDING);
        reports("one", 3);
        assertStatus("7:02", entry, ACTIVE);
    }

    @Test
    void anEditOfADisabledEntryStaysDisabledButCanBeUndone() {
        Entry entry = test.store.add(LIST, disabled("10.0.0.1"), MARY);
        test.setTime("6:00");
        Entry edited = test.change(entry, disabled("10.0.0.2"));
        assertThat(edited.status()).isEqualTo(DISABLED);
        assertThat(edited.undoable()).isTrue();
        assertThat(test.store.undo(LIST, entry.id(), -1, MARY)).hasValueSatisfying(
                undone -> assertThat(undone.saved()).isEqualTo(disabled("10.0.0.1")));
    }

    @Test
    void anExpiredEntryIsExpiredAndPendingOnceItIsExtended() {
        Entry entry = test.store.add(LIST, test.spec("a", "10.0.0.1", at("7:00")), MARY);
        assertStatus("6:59", entry, ACTIVE);
        assertStatus("7:00", entry, EXPIRED);
        assertThat(test.change(entry, test.spec("a", "10.0.0.1")).status()).isEqualTo(PENDING);
        assertStatus("12:00", entry, ACTIVE);
    }

    @Test
    void whereChangesTakeEffectAtOnceNothingCanBeUndone() throws Exception {
        try (TestStore atOnce = new TestStore("activation", "PT0S")) {
            Entry entry = atOnce.add("a", "10.0.0.1");
            assertThat(entry.status()).isEqualTo(ACTIVE);
            assertThat(entry.undoable()).isFalse();
            assertThat(EntryStoreTest.refusal(() -> atOnce.store.undo(LIST, entry.id(), -1, MARY))).hasMessage(
                    "Too late to undo. The change took effect at 14:00:00 UTC. Edit the entry to reverse it.");
            assertThat(atOnce.store.delete(LIST, entry.id(), -1, MARY)).isEmpty();
        }
    }

    @Test
    void timesAreRoundedSoThatNothingIsPromisedTooEarlyAndSecondsShowWhereMinutesAreTooCoarse() throws Exception {
        try (TestStore fast = new TestStore("activation", "PT90S", "time-zone", "Europe/Istanbul")) {
            Entry entry = fast.add("a", "10.0.0.1");
            fast.clock.addAndGet(100_500);
            fast.store.delete(LIST, entry.id(), -1, MARY);
            assertThat(EntryStoreTest.refusal(() -> fast.add("a", "10.0.0.2")))
                    .hasMessage("“a” is being removed, until 17:03:10. Undo that instead.");
            fast.clock.addAndGet(90_000);
            assertThat(EntryStoreTest.refusal(() -> fast.store.undo(LIST, entry.id(), -1, MARY)))
                    .hasMessage("Too late to undo. The change took effect at 17:03:11 TRT. Add it again to reverse it.");
            fast.clock.addAndGet(2 * 86_400_000L);
            assertThat(EntryStoreTest.refusal(() -> fast.store.undo(LIST, entry.id(), -1, MARY)))
                    .hasMessageContaining("took effect on 23 Nov 2026, 17:03:11 TRT.");
        }
    }

    @Test
    void aTimeOfAnotherDaySaysWhich() throws Exception {
        try (TestStore slow = new TestStore("activation", "PT23H")) {
            assertThat(EntryStoreTest.refusal(() -> slow.store.add(LIST, slow.spec("a", "10.0.0.1", at("180:00")), MARY))).hasMessage(
                    "The entry would expire before it takes effect on 24 Nov 2026, 13:00 UTC. Choose a later time.");
        }
    }
}
