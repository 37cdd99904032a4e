package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.jpa.EntryStoreTest.refusal;
import static org.iprestriction.jpa.TestStore.LIST;

import java.util.List;
import java.util.Optional;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException.Reason;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Replacement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request that names itself by a key is done once. */
class RequestTest {

    private static final Author KEYED = new Author("mary", null, "key-1");

    private TestStore test;

    @BeforeEach
    void openStore() throws Exception {
        test = new TestStore();
    }

    @AfterEach
    void closeStore() throws Exception {
        test.close();
    }

    @Test
    void aRepeatedAdditionAnswersTheEntryAsItIsNow() {
        Entry first = test.store.add(LIST, test.spec("a", "10.0.0.1"), KEYED);
        Entry renamed = test.change(first, test.spec("b", "10.0.0.1"));
        test.setTime("1439:00");
        assertThat(test.store.add(LIST, test.spec("a", "10.0.0.1"), KEYED).name()).isEqualTo(renamed.name());
        assertThat(test.store.list(LIST).revision()).isEqualTo(2);
    }

    @Test
    void theSameKeyForAnotherRequestIsRefused() {
        Entry entry = test.store.add(LIST, test.spec("a", "10.0.0.1"), KEYED);
        EntryRejectedException refusal = refusal(() -> test.store.add(LIST, test.spec("a", "10.0.0.2"), KEYED));
        assertThat(refusal.reason()).isEqualTo(Reason.MISMATCH);
        assertThat(refusal.problems().get(0).code()).isEqualTo("idempotency_mismatch");
        assertThat(refusal).hasMessage(
                "The key “key-1” was used for another request within the last 24 hours. Send this one with a new key.");
        assertThat(refusal(() -> test.store.delete(LIST, entry.id(), -1, KEYED)).reason()).isEqualTo(Reason.MISMATCH);
    }

    @Test
    void aKeyIsForgottenAfterADayAndIsNobodyElses() {
        test.store.add(LIST, test.spec("a", "10.0.0.1"), KEYED);
        test.store.add(LIST, test.spec("b", "10.0.0.2"), new Author("peter", null, "key-1"));
        test.setTime("1440:00");
        assertThat(test.store.add(LIST, test.spec("c", "10.0.0.3"), KEYED).name()).isEqualTo("c");
    }

    @Test
    void aRepeatedDeletionUndoOrReplacementIsDoneOnce() {
        Entry entry = test.add("a", "10.0.0.1");
        test.setTime("6:00");
        Optional<Entry> removing = test.store.delete(LIST, entry.id(), 1, new Author("mary", null, "delete"));
        assertThat(test.store.delete(LIST, entry.id(), 1, new Author("mary", null, "delete"))).isEqualTo(removing);
        Optional<Entry> undone = test.store.undo(LIST, entry.id(), -1, new Author("mary", null, "undo"));
        assertThat(test.store.undo(LIST, entry.id(), -1, new Author("mary", null, "undo"))).isEqualTo(undone);
        List<EntrySpec> wanted = List.of(test.spec("b", "10.0.0.1"), test.spec("c", "10.0.0.3"));
        Replacement done = test.store.replace(LIST, wanted, 3, false, new Author("mary", null, "replace"));
        assertThat(done).isEqualTo(new Replacement(2, 0, 1, 0, 6));
        assertThat(test.store.replace(LIST, wanted, 3, false, new Author("mary", null, "replace"))).isEqualTo(done);
    }
}
