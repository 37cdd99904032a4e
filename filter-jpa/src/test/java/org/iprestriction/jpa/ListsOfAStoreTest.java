package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.iprestriction.jpa.EntryStoreTest.refusal;
import static org.iprestriction.jpa.TestStore.MARY;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Change;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter;
import org.iprestriction.entry.EntryOrder;
import org.iprestriction.entry.EntryPage;
import org.iprestriction.entry.EntryRejectedException.Reason;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.ListSummary;
import org.iprestriction.entry.ListsPage;
import org.iprestriction.store.ChangeRow;
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
                new ListSummary("acme", 1, 3, 6, TestStore.at("8:00"), "peter"),
                new ListSummary("empty", 0, 9, 5, TestStore.at("1:00"), "peter"),
                new ListSummary("zeta", 1, 7, 4, TestStore.at("1:00"), "peter")), null));
        assertThat(store.lists("nothing", null, 50)).isEqualTo(new ListsPage(List.of(), null));
    }
}
