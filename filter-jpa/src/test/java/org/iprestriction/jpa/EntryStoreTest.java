package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;
import static org.iprestriction.jpa.TestStore.at;

import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Change;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException.Problem;
import org.iprestriction.entry.EntryRejectedException.Reason;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.entry.Listing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntryStoreTest {

    private static final Author PETER = new Author("peter", null, null);

    private TestStore test;

    @BeforeEach
    void openStore() throws Exception {
        test = new TestStore("max-entries", "3");
    }

    @AfterEach
    void closeStore() throws Exception {
        test.close();
    }

    static EntryRejectedException refusal(ThrowingCallable change) {
        return catchThrowableOfType(EntryRejectedException.class, change);
    }

    @Test
    void anAddedEntryIsPendingUntilItsInstantAndThenActive() {
        Entry added = test.add("Istanbul office", "192.168.0.0/16");
        assertThat(added.status()).isEqualTo(EntryStatus.PENDING);
        assertThat(added.effectiveAt()).isEqualTo(at("5:00"));
        assertThat(added.inForce()).isNull();
        assertThat(added.undoUntil()).isEqualTo(at("4:00"));
        test.setTime("5:00");
        Entry later = test.find(added);
        assertThat(later.status()).isEqualTo(EntryStatus.ACTIVE);
        assertThat(later.inForce()).isEqualTo(added.saved());
        assertThat(later.upcoming()).isEmpty();
        assertThat(later.undoable()).isFalse();
    }

    @Test
    void aListShowsItsEntriesByNameWithLimitRevisionAndActivation() {
        test.add("b", "10.0.0.2");
        test.add("A", "10.0.0.1");
        Listing listing = test.store.list(LIST);
        assertThat(listing.entries()).extracting(Entry::name).containsExactly("A", "b");
        assertThat(listing.used()).isEqualTo(2);
        assertThat(listing.limit()).isEqualTo(3);
        assertThat(listing.revision()).isEqualTo(2);
        assertThat(listing.activation()).hasMinutes(5);
        assertThat(test.store.list("other").entries()).isEmpty();
    }

    @Test
    void theSameRangeInAnotherNotationIsRefusedAndNamesTheEntry() {
        Entry added = test.add("HQ LAN", "192.168.0.0/24");
        for (String other : new String[] {"192.168.0.0/255.255.255.0", "192.168.0.0-255", "192.168.0.0 - 192.168.0.255"}) {
            EntryRejectedException refusal = refusal(() -> test.add("other", other));
            assertThat(refusal.reason()).isEqualTo(Reason.STATE);
            assertThat(refusal.problems()).containsExactly(new Problem("address.duplicate", "address",
                    "This is already in the list as “HQ LAN”. Edit that entry instead.", List.of(), added.id()));
        }
    }

    @Test
    void namesThatDifferOnlyInCaseOrSpacesAreTheSame() {
        test.add("Istanbul  office", "10.0.0.1");
        EntryRejectedException refusal = refusal(() -> test.add(" ISTANBUL office ", "10.0.0.2"));
        assertThat(refusal).hasMessage("Another entry is named “Istanbul office”. Enter a different name.");
        assertThat(refusal.problems()).extracting(Problem::code).containsExactly("name.duplicate");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        test.add("a", "10.0.0.1");
        EntryRejectedException refusal = refusal(
                () -> test.store.add(LIST, test.spec("A", "10.0.0.1", at("5:00")), MARY));
        assertThat(refusal.reason()).isEqualTo(Reason.TEXT);
        assertThat(refusal.problems()).extracting(Problem::field).containsExactly("name", "address", "expiresAt");
        assertThat(refusal.problems().get(2).sentence())
                .isEqualTo("The entry would expire before it takes effect at 14:05 UTC. Choose a later time.");
    }

    @Test
    void aFullListIsRefusedUntilOneIsDeleted() {
        Entry first = test.add("a", "10.0.0.1");
        test.add("b", "10.0.0.2");
        test.add("c", "10.0.0.3");
        EntryRejectedException refusal = refusal(() -> test.add("d", "10.0.0.4"));
        assertThat(refusal.reason()).isEqualTo(Reason.STATE);
        assertThat(refusal.problems()).containsExactly(new Problem("limit_reached", null, "The list is full: 3 of 3 entries"
                + " are used. Delete an entry or combine several into one range."));
        test.store.delete(LIST, first.id(), first.version(), MARY);
        assertThat(test.add("d", "10.0.0.4")).isNotNull();
    }

    @Test
    void undoOfADeletionIsRefusedWhereTheListIsFullAgain() {
        Entry first = test.add("a", "10.0.0.1");
        test.add("b", "10.0.0.2");
        test.add("c", "10.0.0.3");
        test.setTime("6:00");
        test.store.delete(LIST, first.id(), first.version(), MARY);
        test.add("d", "10.0.0.4");
        assertThat(refusal(() -> test.store.undo(LIST, first.id(), -1, MARY)).problems()).extracting(Problem::code)
                .containsExactly("limit_reached");
        assertThat(test.find(first).status()).isEqualTo(EntryStatus.PENDING_REMOVAL);
    }

    @Test
    void theSecondOfTwoAdministratorsIsToldWhatTheFirstSaved() {
        Entry seen = test.add("a", "10.0.0.1");
        test.setTime("1:00");
        Entry peters = test.store.change(LIST, seen.id(), seen.version(), test.spec("a", "10.0.0.2"), PETER);
        EntryRejectedException refusal = refusal(() -> test.change(seen, test.spec("a", "10.0.0.3")));
        assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(refusal).hasMessage("peter changed this entry at 14:01 UTC.");
        assertThat(refusal.current()).isEqualTo(peters);
        assertThat(refusal(() -> test.store.delete(LIST, seen.id(), seen.version(), MARY)).reason())
                .isEqualTo(Reason.CONFLICT);
        assertThat(test.change(peters, test.spec("a", "10.0.0.3")).saved().address()).hasToString("10.0.0.3");
    }

    @Test
    void savingWhatIsSavedAlreadyWritesNothingAndIsNoConflict() {
        Entry seen = test.add("a", "10.0.0.1");
        Entry peters = test.store.change(LIST, seen.id(), -1, test.spec("a", "10.0.0.2"), PETER);
        assertThat(test.change(seen, test.spec("a", "10.0.0.2"))).isEqualTo(peters);
        assertThat(test.store.list(LIST).revision()).isEqualTo(2);
    }

    @Test
    void anEntryThatNeverWasInForceIsGoneAtOnce() {
        Entry added = test.add("a", "10.0.0.1");
        assertThat(test.store.delete(LIST, added.id(), added.version(), MARY)).isEmpty();
        assertThat(test.store.find(LIST, added.id())).isEmpty();
        assertThat(refusal(() -> test.change(added, test.spec("a", "10.0.0.2"))).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(() -> test.store.undo(LIST, added.id(), -1, MARY)).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(test.history.lastChange(LIST, added.id())).hasValueSatisfying(change -> {
            assertThat(change.verb()).isEqualTo("deleted");
            assertThat(change.who()).isEqualTo("mary");
            assertThat(change.effectiveAt()).isNull();
        });
        assertThat(test.add("a", "10.0.0.1").id()).isNotEqualTo(added.id());
    }

    @Test
    void disabledAndExpiredEntriesAreGoneAtOnce() {
        Entry disabled = test.store.add(LIST, EntrySpec.of("ip", "a", "10.0.0.1", null, false, null, test.settings), MARY);
        Entry expiring = test.store.add(LIST, test.spec("b", "10.0.0.2", at("7:00")), MARY);
        assertThat(disabled.status()).isEqualTo(EntryStatus.DISABLED);
        test.setTime("7:00");
        assertThat(test.find(expiring).status()).isEqualTo(EntryStatus.EXPIRED);
        assertThat(test.store.delete(LIST, disabled.id(), -1, MARY)).isEmpty();
        assertThat(test.store.delete(LIST, expiring.id(), -1, MARY)).isEmpty();
        assertThat(test.store.list(LIST).entries()).isEmpty();
    }

    @Test
    void aDeletionCanBeRepeatedAndUndone() {
        Entry added = test.add("a", "10.0.0.1");
        test.setTime("6:00");
        Entry removing = test.store.delete(LIST, added.id(), added.version(), MARY).orElseThrow();
        assertThat(removing.status()).isEqualTo(EntryStatus.PENDING_REMOVAL);
        assertThat(removing.deleted()).isTrue();
        assertThat(removing.upcoming()).containsExactly(new Entry.Step(at("11:00"), null));
        assertThat(test.store.delete(LIST, added.id(), added.version(), MARY)).contains(removing);
        test.setTime("9:59");
        Entry undone = test.store.undo(LIST, added.id(), -1, MARY).orElseThrow();
        assertThat(undone.status()).isEqualTo(EntryStatus.ACTIVE);
        assertThat(undone.saved()).isEqualTo(added.saved());
        test.setTime("20:00");
        assertThat(test.find(added).inForce()).isEqualTo(added.saved());
    }

    @Test
    void theHistoryHasOneLineForEachRevision() throws Exception {
        Entry entry = test.add("a", "10.0.0.1");
        entry = test.change(entry, test.spec("b", "10.0.0.1"));
        assertThat(test.history.lastChange(LIST, entry.id())).contains(new Change(LIST, 2, entry.id(), "b", "renamed", "mary",
                test.now(), "192.0.2.7", "a", "b", null));
        entry = test.change(entry, test.spec("b", "10.0.0.0/24"));
        assertThat(test.history.lastChange(LIST, entry.id())).contains(new Change(LIST, 3, entry.id(), "b", "changed", "mary",
                test.now(), "192.0.2.7", "10.0.0.1", "10.0.0.0/24", at("5:00")));
        entry = test.change(entry, EntrySpec.of(null, "b", "10.0.0.0/24", null, false, null, test.settings));
        assertThat(test.history.lastChange(LIST, entry.id())).hasValueSatisfying(change -> {
            assertThat(change.verb()).isEqualTo("disabled");
            assertThat(change.after()).isEqualTo("10.0.0.0/24, disabled");
        });
        test.store.undo(LIST, entry.id(), -1, MARY);
        assertThat(test.history.lastChange(LIST, entry.id())).hasValueSatisfying(change -> {
            assertThat(change.verb()).isEqualTo("undone");
            assertThat(change.after()).isNull();
        });
        assertThat(test.number("select count(*) from ipr_change")).isEqualTo(test.store.list(LIST).revision());
    }

    @Test
    void anExpiryInThePastIsRefusedButDoesNotHinderARenameOrDisabling() {
        Entry entry = test.store.add(LIST, test.spec("a", "10.0.0.1", at("7:00")), MARY);
        test.setTime("8:00");
        assertThat(refusal(() -> test.change(entry, test.spec("a", "10.0.0.2", at("7:00")))))
                .hasMessage("That time is in the past. Choose a later one.");
        Entry renamed = test.change(entry, test.spec("b", "10.0.0.1", at("7:00")));
        assertThat(renamed.name()).isEqualTo("b");
        EntrySpec off = EntrySpec.of(null, "b", "10.0.0.1", null, false, at("7:00"), test.settings);
        assertThat(test.change(renamed, off).saved()).isEqualTo(off);
    }

    @Test
    void aCheckRefusesWhatASaveWouldRefuseAndWritesNothing() {
        Entry entry = test.add("a", "10.0.0.1");
        assertThat(refusal(() -> test.store.check(LIST, null, test.spec("A", "10.0.0.2"))).problems())
                .extracting(Problem::code).containsExactly("name.duplicate");
        test.store.check(LIST, entry.id(), test.spec("A", "10.0.0.2"));
        assertThat(test.store.list(LIST).revision()).isEqualTo(1);
    }

    @Test
    void anInstantOfLessThanAMillisecondIsCutFromAnExpiry() {
        EntrySpec spec = test.spec("a", "10.0.0.1", Instant.parse("2027-01-01T00:00:00.000999Z"));
        assertThat(test.store.add(LIST, spec, MARY).saved().expiresAt()).isEqualTo("2027-01-01T00:00:00Z");
    }
}
