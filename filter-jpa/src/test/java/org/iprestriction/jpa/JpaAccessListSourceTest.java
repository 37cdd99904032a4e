package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;
import static org.iprestriction.jpa.TestStore.at;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.iprestriction.access.Action;
import org.iprestriction.access.Rule;
import org.iprestriction.live.Changes;
import org.iprestriction.live.NodeReport;
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
        test.sql("update ipr_entry_version set notation = '" + notation.replace("'", "''") + "', first_address = '" + first
                + "', last_address = '" + last.replace("'", "''") + "' where entry_id = " + bad.id());
        Changes changes = poll(null);
        assertThat(rules(changes)).filteredOn(rule -> rule.until() > rule.from())
                .singleElement().satisfies(rule -> assertThat(rule.range()).isEqualTo(good.saved().address().range()));
        assertThat(changes.skipped()).singleElement().asString()
                .startsWith("Entry " + bad.id() + ", “" + notation + "”, cannot be read: ");
        Listing listing = test.store.list(LIST);
        assertThat(listing.entries()).extracting(Entry::id).containsExactly(good.id());
        assertThat(listing.unreadable()).hasSize(1);
        assertThat(listing.used()).isEqualTo(2);
    }

    @Test
    void aSentenceAboutHostileTextIsOneLineThatCanBeShown() throws Exception {
        Entry bad = test.add("bad", "192.0.2.2");
        test.sql("update ipr_entry_version set notation = '10.0.0.1' || char(10) || char(8238) where entry_id = " + bad.id());
        assertThat(poll(null).skipped().get(0)).contains("“10.0.0.1\\u000A\\u202E”").doesNotContain("\n");
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
        assertThat(next.skipped()).hasSize(1);
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

    @Test
    void aBlockThatCannotBeReadStopsTheReadUntilItIsGone() throws Exception {
        Entry block = test.store.add(LIST, EntrySpec.of(null, "b", "192.0.2.1", "block", true, null, test.settings), MARY);
        test.sql("update ipr_entry_version set notation = 'x'");
        assertThatThrownBy(() -> poll(null)).hasMessageStartingWith("Entry " + block.id() + ", “x”, cannot be read: ");
        test.store.delete(LIST, block.id(), -1, MARY);
        assertThat(poll(null).complete()).isTrue();
    }

    @Test
    void aRowWithAnActionThatIsNoneStopsTheReadForItMightBeABlock() throws Exception {
        test.add("a", "192.0.2.1");
        test.sql("update ipr_entry_version set rule_action = 'deny'");
        assertThatThrownBy(() -> poll(null)).hasMessageContaining("“deny” is not an action.");
    }

    @Test
    void aReportIsKeptWithoutAddressesAndPasswordsOfStores() {
        test.source().report(new NodeReport("n1", "node 1", 7, 5, -3,
                "Cannot reach jdbc:postgresql://db.example/x?password=secret now. See http://db.example/ or password=s2.", false));
        assertThat(test.store.list(LIST).nodes()).containsExactly(new NodeStatus("n1", "node 1", true, 7, test.now(),
                Instant.ofEpochMilli(5), -3, "Cannot reach … now. See … or …"));
    }

    @Test
    void aNodeIsLiveUntilItSignsOffOrIsSilentForTwoActivationsAndForgottenAfterADay() {
        test.source().report(new NodeReport("n1", "one", 0, 0, 0, null, false));
        test.source().report(new NodeReport("n2", "two", 0, 0, 0, null, false));
        test.source().report(new NodeReport("n2", "two", 0, 0, 0, null, true));
        assertThat(test.store.list(LIST).nodes()).extracting(NodeStatus::live).containsExactly(true, false);
        test.setTime("10:00");
        assertThat(test.store.list(LIST).nodes()).extracting(NodeStatus::live).containsExactly(false, false);
        test.setTime("1440:00");
        assertThat(test.store.list(LIST).nodes()).isEmpty();
        test.source().report(new NodeReport("n3", "three", 0, 0, 0, null, false));
        assertThat(test.store.list(LIST).nodes()).extracting(NodeStatus::node).containsExactly("n3");
    }
}
