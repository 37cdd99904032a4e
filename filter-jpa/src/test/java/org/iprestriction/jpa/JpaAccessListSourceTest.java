package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;
import static org.iprestriction.jpa.TestStore.at;

import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.iprestriction.access.Action;
import org.iprestriction.access.Rule;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Listing;
import org.iprestriction.live.Changes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpaAccessListSourceTest {

    private TestStore test;

    @BeforeEach
    void openStore() throws Exception {
        test = new TestStore();
    }

    @AfterEach
    void closeStore() throws Exception {
        test.close();
    }

    private Changes poll(Changes.Position known) {
        return test.source().changesSince(known, Set.of(LIST));
    }

    private static List<Rule> rules(Changes changes) {
        return changes.rules().getOrDefault(LIST, List.of());
    }

    @Test
    void aListThatTheStoreDoesNotHoldIsUnknownOnceItHoldsOthers() {
        assertThat(poll(null).unknown()).as("a new store").isEmpty();
        for (String list : List.of("shop", "Default", "a", "b", "c")) {
            test.store.add(list, test.spec("n", "10.0.0.1"), MARY);
        }
        Changes changes = poll(null);
        String end = ". Correct the setting list of the filter, or add the first entry to that list. Until then, it allows nobody.";
        assertThat(changes.unknown()).hasSize(1).hasEntrySatisfying(LIST, sentence -> assertThat(sentence)
                .startsWith("The database holds no list “default”, only “").contains("“shop”", "“Default”").endsWith(end)
                .doesNotContain("others"));
        test.store.add("d", test.spec("n", "10.0.0.1"), MARY);
        Changes more = poll(changes.position());
        assertThat(more.complete()).isFalse();
        assertThat(more.unknown().get(LIST)).endsWith(" and others" + end);
        assertThat(poll(more.position()).unknown()).as("nothing new").isEmpty();
        Entry first = test.add("x", "10.0.0.2");
        assertThat(poll(more.position()).unknown()).isEmpty();
        test.store.delete(LIST, first.id(), first.version(), MARY);
        assertThat(poll(null).unknown()).as("an empty list is known").isEmpty();
    }

    @Test
    void aPollAnswersOnlyWhatChangedSinceTheLast() {
        test.add("a", "10.0.0.1");
        Changes first = poll(null);
        assertThat(first.complete()).isTrue();
        assertThat(rules(first)).hasSize(1);
        assertThat(first.activation()).hasMinutes(5);
        assertThat(first.now()).isEqualTo(test.clock.get());
        Entry second = test.add("b", "10.0.0.0/24");
        Changes next = poll(first.position());
        assertThat(next.complete()).isFalse();
        assertThat(rules(next)).singleElement().satisfies(rule -> {
            assertThat(rule.action()).isEqualTo(Action.ALLOW);
            assertThat(rule.range()).isEqualTo(second.saved().address().range());
            assertThat(rule.from()).isEqualTo(at("5:00").toEpochMilli());
            assertThat(rule.until()).isEqualTo(Long.MAX_VALUE);
        });
        assertThat(rules(poll(next.position()))).isEmpty();
    }

    @Test
    void anotherListIsNotAnswered() {
        test.store.add("other", test.spec("a", "10.0.0.1"), MARY);
        assertThat(poll(null).rules()).isEmpty();
        assertThat(test.source().changesSince(null, Set.of()).rules()).isEmpty();
    }

    @Test
    void whatIsWithdrawnOrDisabledTakesThePlaceOfWhatWasKnown() {
        Entry entry = test.add("a", "10.0.0.1");
        Changes first = poll(null);
        test.store.undo(LIST, entry.id(), -1, MARY);
        Changes next = poll(first.position());
        assertThat(rules(next)).singleElement().satisfies(rule -> {
            assertThat(rule.id()).isEqualTo(rules(first).get(0).id());
            assertThat(rule.until()).isLessThanOrEqualTo(rule.from());
        });
        test.store.add(LIST, EntrySpec.of(null, "b", "10.0.0.1", "block", false, null, test.settings), MARY);
        assertThat(rules(poll(next.position()))).singleElement()
                .satisfies(rule -> assertThat(rule.until()).isLessThanOrEqualTo(rule.from()));
    }

    @Test
    void aRuleEndsAtTheExpiryOrTheEndWhicheverComesFirst() {
        Entry entry = test.store.add(LIST, test.spec("a", "10.0.0.1", at("8:00")), MARY);
        assertThat(rules(poll(null)).get(0).until()).isEqualTo(at("8:00").toEpochMilli());
        test.setTime("6:00");
        test.store.delete(LIST, entry.id(), -1, MARY);
        assertThat(rules(poll(null)).get(0).until()).isEqualTo(at("8:00").toEpochMilli());
    }

    @Test
    void anotherStoreOrALowerRevisionIsReadInFull() throws Exception {
        test.add("a", "10.0.0.1");
        Changes first = poll(null);
        assertThat(poll(new Changes.Position("another", 1)).complete()).isTrue();
        assertThat(poll(new Changes.Position(first.position().store(), 2)).complete()).isTrue();
        assertThat(poll(first.position()).complete()).isFalse();
        test.sql("update ipr_state set store = 'restored'");
        assertThat(poll(first.position()).complete()).isTrue();
    }

    /** Texts put into the table by something else than the store. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            10.0.0.1/8                  | 10.0.0.0        | 10.255.255.255
            10.0.0.0/8                  | 0.0.0.0         | 255.255.255.255
            10.0.0.1                    | 10.0.0.1        | 10.0.0.2
            localhost                   | 127.0.0.1       | 127.0.0.1
            010.0.0.1                   | 10.0.0.1        | 10.0.0.1
            10.0.0.1-2                  | 10.0.0.1        | ' OR 1=1 --
            ::FFFF:10.0.0.1             | 10.0.0.1        | 10.0.0.1
            2001:DB8::1                 | 2001:db8::1     | 2001:db8::1
            <script>alert(1)</script>   | 10.0.0.1        | 10.0.0.1
            1                           | 0.0.0.1         | 0.0.0.1
            """)
    void hostileTextIsLeftOutAndReported(String notation, String first, String last) throws Exception {
        Entry good = test.add("good", "192.0.2.1");
        Entry bad = test.add("bad", "192.0.2.2");
        test.sql("update ipr_entry_version set notation = ?, first_address = ?, last_address = ? where entry_id = ?", notation, first,
                last, bad.id());
        Changes changes = poll(null);
        assertThat(rules(changes)).filteredOn(rule -> rule.until() > rule.from())
                .singleElement().satisfies(rule -> assertThat(rule.range()).isEqualTo(good.saved().address().range()));
        assertThat(changes.skipped().get(LIST)).singleElement().asString()
                .startsWith("Entry " + bad.id() + ", “" + notation + "”, cannot be read: ");
        Listing listing = test.store.list(LIST);
        assertThat(listing.entries()).extracting(Entry::id).containsExactly(good.id());
        assertThat(listing.unreadable()).hasSize(1);
        assertThat(listing.used()).isEqualTo(2);
    }

    @Test
    void aSentenceAboutHostileTextIsOneLineThatCanBeShown() throws Exception {
        Entry bad = test.add("bad", "192.0.2.2");
        test.sql("update ipr_entry_version set notation = ? where entry_id = ?", "10.0.0.1\n\u202e", bad.id());
        assertThat(poll(null).skipped().get(LIST).get(0)).contains("“10.0.0.1\\u000A\\u202E”").doesNotContain("\n");
    }

    @Test
    void aDeletionTakesEffectBesideARowThatCannotBeRead() throws Exception {
        Entry deleted = test.add("deleted", "192.0.2.1");
        Entry bad = test.add("bad", "192.0.2.2");
        test.setTime("6:00");
        Changes first = poll(null);
        test.store.delete(LIST, deleted.id(), -1, MARY);
        test.sql("update ipr_entry_version set notation = 'x', revision = 3 where entry_id = " + bad.id());
        Changes next = poll(first.position());
        assertThat(rules(next)).hasSize(2);
        assertThat(rules(next)).extracting(Rule::until)
                .containsExactlyInAnyOrder(at("11:00").toEpochMilli(), at("5:00").toEpochMilli());
        assertThat(next.skipped().get(LIST)).hasSize(1);
    }

    @Test
    void anEntryThatCannotBeReadCanBeDeletedOrReplaced() throws Exception {
        Entry one = test.add("one", "192.0.2.1");
        Entry two = test.add("two", "192.0.2.2");
        test.setTime("6:00");
        test.sql("update ipr_entry_version set notation = 'x'");
        assertThat(test.store.delete(LIST, one.id(), -1, MARY)).isEmpty();
        test.store.change(LIST, two.id(), -1, test.spec("two", "192.0.2.3"), MARY);
        test.setTime("11:00");
        assertThat(test.find(two).inForce().address()).hasToString("192.0.2.3");
        assertThat(test.store.list(LIST).unreadable()).isEmpty();
        assertThat(poll(null).skipped()).isEmpty();
    }

    private static EntrySpec block(TestStore test, String name, String address) {
        return EntrySpec.of(null, name, address, "block", true, null, test.settings);
    }

    @Test
    void aBlockThatCannotBeReadStopsItsListUntilItIsGoneAndNoOther() throws Exception {
        Entry block = test.store.add(LIST, block(test, "b", "192.0.2.1"), MARY);
        Entry other = test.add("other", "192.0.2.7");
        test.store.add("partners", test.spec("a", "10.0.0.1"), MARY);
        test.sql("update ipr_entry_version set notation = 'x' where entry_id = " + block.id());
        Changes changes = test.source().changesSince(null, Set.of(LIST, "partners"));
        String sentence = changes.refused().get(LIST);
        assertThat(changes.refused()).containsOnlyKeys(LIST);
        assertThat(sentence).startsWith("Entry " + block.id() + ", “x”, cannot be read: ").endsWith(" It may be a block, so the list"
                + " is not refreshed without it: its last good rules stay in force, and nothing else can be saved. Delete that"
                + " entry, or correct its row in ipr_entry_version.");
        assertThat(changes.rules().get("partners")).hasSize(1);

        assertThat(test.store.list(LIST).refusal()).isEqualTo(sentence);
        assertThat(test.store.list("partners").refusal()).isNull();
        List<ThrowingCallable> saves = List.of(() -> test.add("new", "192.0.2.9"),
                () -> test.change(other, test.spec("renamed", "192.0.2.7")),
                () -> test.store.delete(LIST, other.id(), -1, MARY), () -> test.store.undo(LIST, other.id(), -1, MARY),
                () -> test.store.replace(LIST, List.of(), -1, false, MARY));
        assertThat(saves).allSatisfy(save -> assertThatThrownBy(save).isInstanceOf(EntryRejectedException.class)
                .hasMessage(sentence));
        test.store.add("partners", test.spec("b", "10.0.0.2"), MARY);

        test.store.delete(LIST, block.id(), -1, MARY);
        assertThat(poll(null).refused()).isEmpty();
        assertThat(test.store.list(LIST).refusal()).isNull();
        test.add("new", "192.0.2.9");
    }

    @Test
    void aRowWithAnActionThatIsNoneStopsItsListForItMightBeABlock() throws Exception {
        test.add("a", "192.0.2.1");
        test.sql("update ipr_entry_version set rule_action = 'deny'");
        assertThat(poll(null).refused().get(LIST)).contains("“deny” is not an action.");
    }

    @Test
    void aClockThatIsBehindTheLastChangeIsToldAsItIs() {
        test.add("a", "10.0.0.1");
        test.clock.addAndGet(-3_600_000);
        assertThat(poll(null).now()).isEqualTo(test.clock.get());
    }
}
