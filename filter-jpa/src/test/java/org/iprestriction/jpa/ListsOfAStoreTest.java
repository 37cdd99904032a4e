package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iprestriction.jpa.EntryStoreTest.refusal;
import static org.iprestriction.jpa.TestStore.MARY;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.iprestriction.database.Product;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Change;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter;
import org.iprestriction.entry.EntryOrder;
import org.iprestriction.entry.EntryRejectedException.Reason;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.ListSummary;
import org.iprestriction.entry.ListsPage;
import org.iprestriction.entry.Replacement;
import org.iprestriction.live.LiveLists;
import org.iprestriction.store.ChangeRow;
import org.iprestriction.store.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many lists in one store: which there are, their limits and their revisions. */
class ListsOfAStoreTest {

    private static final Author PETER = new Author("peter", null, null);

    private TestStore test;
    private EntryStore store;

    @BeforeEach
    void openStore() throws Exception {
        test = new TestStore("max-entries", "3", "activity-retention", "P30D");
        store = test.store;
    }

    @AfterEach
    void closeStore() throws Exception {
        test.close();
    }

    private Entry add(String list, String address) {
        return store.add(list, test.spec(address, address), MARY);
    }

    private List<String> names(String search) {
        return store.lists(search, null, 1000).lists().stream().map(ListSummary::name).toList();
    }

    @Test
    void aListIsShownWithItsEntriesItsLimitAndItsLastChange() {
        add("acme", "10.0.0.1");
        test.setTime("1:00");
        Entry second = add("acme", "10.0.0.2");
        add("zeta", "10.0.0.1");
        store.setLimit("zeta", 7, PETER);
        store.setLimit("empty", 9, PETER);
        test.setTime("8:00");
        store.delete("acme", second.id(), -1, PETER);
        assertThat(store.lists("", null, 50)).isEqualTo(new ListsPage(List.of(
                new ListSummary("acme", 1, 3, false, 6, TestStore.at("8:00"), "peter"),
                new ListSummary("empty", 0, 9, true, 5, TestStore.at("1:00"), "peter"),
                new ListSummary("zeta", 1, 7, true, 4, TestStore.at("1:00"), "peter")), null));
        assertThat(store.lists("nothing", null, 50)).isEqualTo(new ListsPage(List.of(), null));
        assertThat(store.summary("zeta")).isEqualTo(new ListSummary("zeta", 1, 7, true, 4, TestStore.at("1:00"), "peter"));
        assertThat(store.summary("nothing")).isEqualTo(new ListSummary("nothing", 0, 3, false, 0, null, null));
    }

    /** Names that a program might confuse, or take for something else than a name. */
    private static final List<String> NAMES = List.of("acme", "Acme", "ACME", "café", "cafe\u0301", "cafe", "straße", "strasse", "a/b", "a//b",
            "/", ".", "..", "a.b", "100%", "100", "%", "_", "a_b", "axb", "'; drop table ipr_entry; --", "\"", "\\", "?1", ":list", "null",
            "東京支店", "Αθήνα", "القاهرة", "\ud83e\udd8a", "\uff5e", "x".repeat(100), "x".repeat(99), "\ud83e\udd8a".repeat(50), "a b", "a  b");

    @Test
    void namesAreComparedExactly() {
        List<String> saved = new ArrayList<>();
        for (String name : NAMES) {
            assertThat(store.list(name).entries()).as(name).isEmpty();
            assertThat(store.revision(name)).as(name).isZero();
            Entry entry = add(name, "10.0." + saved.size() + ".1");
            saved.add(name);
            assertThat(store.list(name).entries()).as(name).containsExactly(entry);
            assertThat(store.find(name, entry.id())).as(name).isPresent();
            assertThat(test.history.lastChange(name, entry.id())).map(Change::list).contains(name);
            store.setLimit(name, saved.size(), MARY);
            assertThat(store.revision(name)).as(name).isEqualTo(2L * saved.size());
        }
        for (int i = 0; i < NAMES.size(); i++) {
            assertThat(store.limit(NAMES.get(i))).as(NAMES.get(i)).isEqualTo(i + 1);
            assertThat(store.find(NAMES.get(i), 1).isPresent()).as(NAMES.get(i)).isEqualTo(i == 0);
        }
        assertThat(names("")).containsExactlyInAnyOrderElementsOf(NAMES);
        var all = test.source().changesSince(null, Set.of(LiveLists.EVERY));
        assertThat(all.rules()).containsOnlyKeys(NAMES).allSatisfy((name, rules) -> assertThat(rules).hasSize(1));
        assertThat(all.unknown()).isEmpty();
    }

    @Test
    void aPageBeginsAfterTheOneBeforeWhateverTheNames() throws Exception {
        NAMES.forEach(name -> add(name, "10.0.0.1"));
        for (String limited : List.of("a", "a/c", "zz", "\ud83e\udd8b", "東京")) {
            store.setLimit(limited, 1, MARY);
        }
        test.sql("insert into ipr_entry select 1000 + n.x, 'long', 'e', 'e', 1, 0, 1000, 0, 'x', 0, 'x' from " + TestDatabase.numbers(1, 1_200));
        List<String> inOrder = names("");
        assertThat(inOrder).hasSize(NAMES.size() + 6).doesNotHaveDuplicates();
        if (TestDatabase.PRODUCT != Product.H2) { // which compares the halves of characters beyond the first plane
            assertThat(inOrder).isSortedAccordingTo(Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
        }
        for (int size : new int[] {1, 3, 7, 41}) {
            List<String> paged = new ArrayList<>();
            String after = null;
            do {
                ListsPage page = store.lists("", after, size);
                assertThat(page.lists()).hasSizeBetween(1, size);
                page.lists().forEach(list -> paged.add(list.name()));
                after = page.next();
                assertThat(after).isIn(null, paged.get(paged.size() - 1));
            } while (after != null);
            assertThat(paged).as("in pages of %d", size).isEqualTo(inOrder);
        }
        assertThat(store.lists("", "long", 1).lists()).isEqualTo(store.lists("", "lonf\uffee", 2).lists().subList(1, 2));
        assertThatThrownBy(() -> store.lists("", null, 0)).hasMessage("The size of a page is 1 or more, not 0.");
    }

    @Test
    void aSearchIgnoresCaseAndTakesEveryCharacterForItself() {
        NAMES.forEach(name -> add(name, "10.0.0.1"));
        assertThat(names("acm")).containsExactlyInAnyOrder("acme", "Acme", "ACME");
        assertThat(names("CAFÉ")).containsExactlyInAnyOrder("café", "cafe\u0301");
        assertThat(names("STRASSE")).containsExactlyInAnyOrder("straße", "strasse");
        assertThat(names("%")).containsExactlyInAnyOrder("100%", "%");
        assertThat(names("_")).containsExactlyInAnyOrder("_", "a_b", "'; drop table ipr_entry; --");
        assertThat(names("京支")).containsExactly("東京支店");
        assertThat(names("αθ")).containsExactly("Αθήνα");
        ListsPage first = store.lists("a", null, 4);
        assertThat(first.lists()).hasSize(4);
        assertThat(first.lists().stream().map(ListSummary::name).toList()).isEqualTo(names("a").subList(0, 4));
        assertThat(store.lists("a", first.next(), 100).lists().stream().map(ListSummary::name).toList())
                .isEqualTo(names("a").subList(4, names("a").size()));
    }

    @Test
    void aLimitHoldsAtOnceForItsListOnlyAndRemovesNothing() {
        Entry first = add("acme", "10.0.0.1");
        add("acme", "10.0.0.2");
        store.setLimit("acme", 1, PETER);
        assertThat(store.limit("acme")).isEqualTo(1);
        assertThat(store.limit("zeta")).isEqualTo(3);
        assertThat(store.list("acme").limit()).isEqualTo(1);
        assertThat(store.recent("acme").limit()).isEqualTo(1);
        assertThat(store.page("acme", EntryFilter.ALL, EntryOrder.BY_NAME, null, 9).limit()).isEqualTo(1);
        assertThat(store.list("acme").entries()).hasSize(2);
        assertThat(refusal(() -> add("acme", "10.0.0.3"))).hasMessage("The list is full: 2 of 1 entries are used. Delete an entry or"
                + " combine several into one range.");
        assertThat(refusal(() -> store.check("acme", null, test.spec("x", "10.0.0.3"))).problems().get(0).code()).isEqualTo("limit_reached");
        assertThat(store.change("acme", first.id(), -1, test.spec("renamed", "10.0.0.4"), MARY).name()).as("a change needs no room")
                .isEqualTo("renamed");
        assertThat(refusal(() -> store.replace("acme", List.of(test.spec("a", "10.1.0.1"), test.spec("b", "10.1.0.2")), EntryStore.ANY, false,
                MARY))).hasMessage("These are 2 entries. The list holds 1 at most. Leave some out or combine several into one range.");
        for (int i = 1; i <= 3; i++) {
            add("zeta", "10.0.0." + i);
        }
        assertThat(refusal(() -> add("zeta", "10.0.0.4")).problems().get(0).code()).isEqualTo("limit_reached");
        store.setLimit("zeta", 1_000_000, MARY);
        add("zeta", "10.0.0.4");
        store.setLimit("zeta", null, MARY);
        assertThat(store.limit("zeta")).isEqualTo(3);
        assertThat(refusal(() -> add("zeta", "10.0.0.5"))).hasMessageStartingWith("The list is full: 4 of 3 entries are used.");
    }

    @Test
    void theHistorySaysWhoSetALimitAndTheRepeatedRequestChangesNothing() {
        add("acme", "10.0.0.1");
        Author keyed = new Author("peter", "192.0.2.9", "key-1");
        store.setLimit("acme", 1, keyed);
        store.setLimit("acme", null, MARY);
        store.setLimit("acme", 1, keyed);
        assertThat(store.limit("acme")).as("the request was made before").isEqualTo(3);
        store.setLimit("acme", null, PETER);
        assertThat(store.revision("acme")).as("nothing to do").isEqualTo(3);
        assertThat(test.transactions.read(work -> work.query("select c from ChangeRow c where c.verb = 'limited' order by c.revision",
                ChangeRow.class).getResultList()).stream().map(ChangeRow::toChange)).containsExactly(
                new Change("acme", 2, 0, "", "limited", "peter", test.now(), "192.0.2.9", "3 entries, as set for all lists", "1 entry", null),
                new Change("acme", 3, 0, "", "limited", "mary", test.now(), "192.0.2.7", "1 entry", "3 entries, as set for all lists", null));
        assertThat(refusal(() -> store.setLimit("acme", 5, keyed)).reason()).isEqualTo(Reason.MISMATCH);
        assertThat(test.source().changesSince(null, Set.of(LiveLists.EVERY)).position().revision()).as("nodes notice it").isEqualTo(3);
    }

    @Test
    void aLimitThatThereCannotBeIsRefused() {
        for (int limit : new int[] {0, -1, 1_000_001}) {
            assertThatThrownBy(() -> store.setLimit("acme", limit, MARY)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("“" + limit + "” is not a whole number from 1 to 1000000.");
        }
        assertThatThrownBy(() -> store.setLimit(" acme", 1, MARY)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("“ acme” is not the name of a list: 1 to 100 characters");
        assertThat(store.lists("", null, 1).lists()).isEmpty();
    }

    @Test
    void aChangeOfAnotherListIsNoConflict() {
        add("acme", "10.0.0.1");
        long read = store.list("acme").revision();
        add("zeta", "10.0.0.1");
        store.setLimit("zeta", 5, MARY);
        assertThat(store.revision("acme")).isEqualTo(read);
        assertThat(store.page("acme", EntryFilter.ALL, EntryOrder.BY_NAME, null, 9).revision()).isEqualTo(read);
        Replacement planned = store.replace("acme", List.of(test.spec("a", "10.0.0.2")), read, true, MARY);
        assertThat(planned).isEqualTo(new Replacement(1, 0, 1, 0, read));
        Replacement done = store.replace("acme", List.of(test.spec("a", "10.0.0.2")), read, false, MARY);
        assertThat(store.revision("acme")).isEqualTo(done.revision()).isEqualTo(5);
        EntryRejectedException conflict = refusal(() -> store.replace("acme", List.of(), read, false, MARY));
        assertThat(conflict.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(conflict).hasMessage("The list was changed in the meantime. It is now at revision 5.");
        assertThat(store.replace("acme", List.of(test.spec("a", "10.0.0.2")), 5, false, MARY)).as("nothing to do")
                .isEqualTo(new Replacement(0, 0, 0, 1, 5));
    }

    @Test
    void aListIsGoneFromThePageOnceItsHistoryIsAndNotBefore() {
        Entry entry = add("acme", "10.0.0.1");
        store.setLimit("limited", 4, MARY);
        store.setLimit("reset", 4, MARY);
        store.setLimit("reset", null, MARY);
        store.delete("acme", entry.id(), -1, MARY);
        test.clock.addAndGet(Duration.ofDays(30).toMillis() - 1);
        assertThat(names("")).containsExactly("acme", "limited", "reset");
        assertThat(store.lists("", null, 1).lists().get(0).used()).isZero();
        test.clock.addAndGet(1);
        assertThat(names("")).containsExactly("limited");
        assertThat(store.lists("", null, 1)).as("no further page").isEqualTo(store.lists("", null, 9));
    }

    @Test
    void aPageOfListsReadsNoEntriesOfOthersHoweverManyThereAre() throws Exception {
        Counter counter = new Counter();
        try (Transactions counted = test.transactions(counter.on(test.dataSource), null)) {
            EntryStore reader = test.store(counted);
            test.sql("insert into ipr_entry select n.x, concat('list ', (100000 + n.x - mod(n.x, 10)) / 10), 'e', 'e', 1, 0, n.x, 0, 'x', 0, 'x' from "
                    + TestDatabase.numbers(1, 20_000));
            reader.lists("", null, 1); // opens the store
            for (String after : new String[] {null, "list 11000"}) {
                assertThat(counter.statements(() -> assertThat(reader.lists("", after, 40).lists()).hasSize(40))
                        .stream().filter(sql -> !sql.startsWith("set "))).as("the state, the names, the lists, and their numbers of entries").hasSize(4);
                assertThat(counter.rows()).isLessThan(600);
            }
        }
    }
}
