package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.iprestriction.jpa.EntryStoreTest.refusal;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;
import static org.iprestriction.jpa.TestStore.at;

import java.util.List;
import java.util.stream.IntStream;
import org.iprestriction.access.Action;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Change;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException.Reason;
import org.iprestriction.entry.EntrySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is checked and recorded when a change does not wait. */
class EffectiveNowChecksTest {

    private static final String OLD = "10.0.0.1";

    private TestStore test;
    private EntryStore store;
    private EntryStore now;

    @BeforeEach
    void openStore() throws Exception {
        test = new TestStore();
        store = test.store;
        now = store.effectiveNow();
    }

    @AfterEach
    void closeStore() throws Exception {
        test.close();
    }

    private Entry inForce() {
        Entry entry = test.add("a", OLD);
        test.setTime("6:00");
        return entry;
    }

    private EntrySpec block(String name, String range) {
        EntrySpec allow = test.spec(name, range);
        return new EntrySpec(allow.name(), allow.address(), Action.BLOCK, true, null);
    }

    private Change last(Entry entry) {
        return test.history.lastChange(LIST, entry.id()).orElseThrow();
    }

    @Test
    void theHistoryMarksWhatDidNotWait() {
        Entry entry = inForce();
        assertThat(last(entry).effectiveNow()).isFalse();
        now.change(LIST, entry.id(), -1, test.spec("a", OLD).enabled(false), MARY);
        Change disabled = last(entry);
        assertThat(disabled.verb()).isEqualTo("disabled");
        assertThat(disabled.effectiveAt()).isEqualTo(disabled.at()).isEqualTo(at("6:00"));
        assertThat(disabled.effectiveNow()).isTrue();
        now.change(LIST, entry.id(), -1, test.spec("b", OLD).enabled(false), MARY);
        assertThat(last(entry).verb()).isEqualTo("renamed"); // a name never waits
        assertThat(last(entry).effectiveNow()).isFalse();
        now.change(LIST, entry.id(), -1, test.spec("b", OLD), MARY);
        now.delete(LIST, entry.id(), -1, MARY);
        assertThat(last(entry).verb()).isEqualTo("deleted");
        assertThat(last(entry).effectiveNow()).isTrue();
    }

    @Test
    void aRepeatedRequestIsAnsweredOnceAndIsNotTheOneThatWaits() {
        Author keyed = new Author("mary", null, "key-1");
        Entry added = now.add(LIST, block("attack", OLD), keyed);
        assertThat(now.add(LIST, block("attack", OLD), keyed).id()).isEqualTo(added.id());
        assertThat(store.list(LIST).revision()).isEqualTo(1);
        assertThat(refusal(() -> store.add(LIST, block("attack", OLD), keyed)).reason()).isEqualTo(Reason.MISMATCH);
    }

    @Test
    void theLimitTheNamesTheRangesAndTheVersionsHoldAsEver() {
        store.replace(LIST, IntStream.range(0, 50).mapToObj(i -> test.spec("entry " + i, "10.1.0." + i)).toList(), -1, false, MARY);
        Entry entry = store.list(LIST).entries().get(0);
        assertThat(refusal(() -> now.add(LIST, block("attack", OLD), MARY)).problems().get(0).code()).isEqualTo("limit_reached");
        assertThat(refusal(() -> now.change(LIST, entry.id(), -1, block("entry 1", OLD), MARY)).problems().get(0).code())
                .isEqualTo("name.duplicate");
        assertThat(refusal(() -> now.change(LIST, entry.id(), -1, block(entry.name(), "10.1.0.1"), MARY)).problems().get(0).code())
                .isEqualTo("address.duplicate");
        assertThat(refusal(() -> now.change(LIST, entry.id(), 0, block(entry.name(), OLD), MARY)).reason()).isEqualTo(Reason.CONFLICT);
        assertThat(refusal(() -> now.delete(LIST, entry.id(), 0, MARY)).reason()).isEqualTo(Reason.CONFLICT);
        now.delete(LIST, entry.id(), -1, MARY);
        now.add(LIST, block("attack", OLD), MARY); // the deletion made room
    }

    @Test
    void aWholeListIsNotReplacedAtOnce() {
        assertThatIllegalStateException().isThrownBy(() -> now.replace(LIST, List.of(), -1, false, MARY))
                .withMessage("A whole list cannot be replaced at once.");
    }
}
