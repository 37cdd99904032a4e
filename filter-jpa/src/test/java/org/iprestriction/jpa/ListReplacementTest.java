package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.iprestriction.jpa.EntryStoreTest.refusal;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;
import static org.iprestriction.jpa.TestStore.at;

import java.util.List;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException.Problem;
import org.iprestriction.entry.EntryRejectedException.Reason;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.Replacement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListReplacementTest {

    private TestStore test;

    @BeforeEach
    void openStore() throws Exception {
        test = new TestStore("max-entries", "3");
        test.add("same", "10.0.0.1");
        test.add("changed", "10.0.0.2");
        test.add("removed", "10.0.0.3");
        test.setTime("6:00");
    }

    @AfterEach
    void closeStore() throws Exception {
        test.close();
    }

    private Replacement replace(boolean dryRun, EntrySpec... specs) {
        return test.store.replace(LIST, List.of(specs), 3, dryRun, MARY);
    }

    @Test
    void entriesAreMatchedByNameAndAllTakeEffectAtOneInstant() {
        EntrySpec[] wanted = {test.spec("Same", "10.0.0.1"), test.spec("changed", "10.0.0.3"), test.spec("new", "10.0.0.2")};
        assertThat(replace(true, wanted)).isEqualTo(new Replacement(1, 2, 1, 0, 3));
        assertThat(test.store.list(LIST).revision()).as("after a dry run").isEqualTo(3);
        assertThat(replace(false, wanted)).isEqualTo(new Replacement(1, 2, 1, 0, 7));
        Listing listing = test.store.list(LIST);
        assertThat(listing.entries()).extracting(Entry::name).containsExactly("changed", "new", "removed", "Same");
        assertThat(listing.entries()).filteredOn(entry -> !entry.name().equals("Same")).extracting(Entry::effectiveAt)
                .containsOnly(at("11:00"));
        assertThat(listing.used()).isEqualTo(3);
    }

    @Test
    void aListThatIsAlreadyLikeThatIsLeftAlone() {
        assertThat(replace(false, test.spec("removed", "10.0.0.3"), test.spec("same", "10.0.0.1"),
                test.spec("changed", "10.0.0.2"))).isEqualTo(new Replacement(0, 0, 0, 3, 3));
    }

    @Test
    void aListCanBeEmptied() {
        assertThat(replace(false)).isEqualTo(new Replacement(0, 0, 3, 0, 6));
        test.setTime("11:00");
        assertThat(test.store.list(LIST).entries()).isEmpty();
    }

    @Test
    void theWantedEntriesMustDifferFromOneAnother() {
        EntryRejectedException refusal = refusal(() -> replace(false, test.spec("x", "10.0.0.0/24"), test.spec("X", "10.0.0.9"),
                test.spec("y", "10.0.0.0-255")));
        assertThat(refusal.reason()).isEqualTo(Reason.STATE);
        assertThat(refusal.problems()).extracting(Problem::sentence).containsExactly(
                "Two entries are named “X”. Enter a different name.",
                "“y” and “x” have the same addresses, 10.0.0.0-255. Leave one of them out.");
    }

    @Test
    void everyPairIsNamedWithItsPlacesAndSoIsTheLimit() {
        EntryRejectedException refusal = refusal(() -> replace(true, test.spec("a", "10.0.0.1"), test.spec("b", "10.0.0.1"),
                test.spec("A", "10.0.0.2"), test.spec("c", "10.0.0.1"), test.spec("a", "10.0.0.2")));
        assertThat(refusal.reason()).isEqualTo(Reason.STATE);
        assertThat(refusal.problems()).extracting(Problem::code, Problem::items).containsExactly(
                tuple("address.duplicate", List.of(1, 0)), tuple("name.duplicate", List.of(2, 0)),
                tuple("address.duplicate", List.of(3, 0)), tuple("name.duplicate", List.of(4, 0)),
                tuple("address.duplicate", List.of(4, 2)), tuple("limit_reached", List.of()));
    }

    @Test
    void moreThanTheLimitAreRefused() {
        EntrySpec[] four = {test.spec("1", "10.1.0.1"), test.spec("2", "10.1.0.2"), test.spec("3", "10.1.0.3"),
            test.spec("4", "10.1.0.4")};
        assertThat(refusal(() -> replace(true, four)).problems()).containsExactly(new Problem("limit_reached", null, "These are 4"
                + " entries. The list holds 3 at most. Leave some out or combine several into one range."));
    }

    @Test
    void anotherRevisionIsAConflict() {
        test.store.delete(LIST, 1, -1, MARY);
        EntryRejectedException refusal = refusal(() -> replace(false));
        assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(refusal.current()).isNull();
    }

    @Test
    void anUndoThatWouldBringBackARangeThatAnotherHasNowIsRefused() {
        Entry entry = test.find(test.store.list(LIST).entries().get(0));
        replace(false, test.spec("changed", "10.0.0.3"), test.spec("other", "10.0.0.2"));
        assertThat(refusal(() -> test.store.undo(LIST, entry.id(), -1, MARY)).problems()).extracting(Problem::code)
                .containsExactly("address.duplicate");
    }
}
