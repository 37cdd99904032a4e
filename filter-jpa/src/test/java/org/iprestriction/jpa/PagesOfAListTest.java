package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter.Group;
import org.iprestriction.entry.EntryFilter;
import org.iprestriction.entry.EntryOrder;
import org.iprestriction.entry.EntryPage.Position;
import org.iprestriction.entry.EntryPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list read page by page, compared with the list read at once. */
class PagesOfAListTest {

    private static final EntryFilter EVERYTHING = new EntryFilter("", Group.ALL);

    private TestStore test;

    @BeforeEach
    void openStore() throws Exception {
        test = new TestStore("max-entries", "1000");
    }

    @AfterEach
    void closeStore() throws Exception {
        test.close();
    }

    /** Entries of every status, among others that are gone. */
    private void fill() {
        Random random = new Random(10);
        for (int i = 0; i < 120; i++) {
            test.add((random.nextBoolean() ? "Office " : "office ") + random.nextInt(1_000_000), "10.0." + i + ".0/24");
        }
        test.clock.addAndGet(600_000);
        for (Entry entry : test.store.list(LIST).entries()) {
            switch (random.nextInt(6)) {
                case 0 -> test.change(entry, test.spec(entry.name(), "10.1." + entry.id() % 250 + "." + random.nextInt(200)));
                case 1 -> test.store.delete(LIST, entry.id(), -1, MARY);
                case 2 -> test.change(entry, entry.saved().enabled(false));
                default -> { }
            }
        }
        test.clock.addAndGet(random.nextInt(2) == 0 ? 600_000 : 280_000);
        for (Entry entry : test.store.list(LIST).entries()) {
            if (random.nextInt(5) == 0) {
                test.change(entry, test.spec(entry.name() + " 2", "10.2." + entry.id() % 250 + ".0/24"));
            }
        }
    }

    private List<Entry> pages(EntryFilter filter, EntryOrder order, int size) {
        List<Entry> read = new ArrayList<>();
        Position after = null;
        do {
            EntryPage page = test.store.page(LIST, filter, order, after, size);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(size);
            assertThat(page.next() == null || page.entries().size() == size).as("only the last page is shorter").isTrue();
            assertThat(after == null || !page.entries().isEmpty()).as("no page is empty").isTrue();
            read.addAll(page.entries());
            after = page.next();
        } while (after != null);
        return read;
    }

    @ParameterizedTest
    @CsvSource({"NAME, false", "NAME, true", "ADDED, false", "ADDED, true", "CHANGED, false", "CHANGED, true"})
    void thePagesTogetherAreTheListWhateverTheirSize(EntryOrder.Column column, boolean descending) {
        fill();
        List<Entry> all = new ArrayList<>(test.store.list(LIST).entries());
        all.sort(switch (column) {
            case NAME -> EntryFilter.BY_NAME;
            case ADDED -> Comparator.comparing(Entry::id);
            case CHANGED -> Comparator.comparing(Entry::revision);
        });
        if (descending) {
            Collections.reverse(all);
        }
        EntryOrder order = new EntryOrder(column, descending);
        for (int size : new int[] {1, 7, all.size() - 1, all.size(), 500}) {
            assertThat(pages(EVERYTHING, order, size)).as("pages of %d", size).isEqualTo(all);
        }
        for (EntryFilter filter : List.of(new EntryFilter("office 1", Group.ALL), new EntryFilter("10.2.7.9", Group.ALL),
                new EntryFilter("", Group.PENDING), new EntryFilter("10.1", Group.DISABLED), new EntryFilter("nobody", Group.ALL))) {
            assertThat(pages(filter, order, 3)).as(filter.toString()).isEqualTo(filter.of(all));
        }
    }

    @Test
    void aPageContinuesWhereTheEntryWasThatIsGoneSince() {
        for (int i = 0; i < 9; i++) {
            test.add("entry " + i, "10.0.0." + i);
        }
        EntryPage first = test.store.page(LIST, EVERYTHING, EntryOrder.BY_NAME, null, 3);
        test.store.undo(LIST, first.entries().get(2).id(), -1, MARY);
        test.add("entry 21", "10.0.1.0");
        assertThat(test.store.page(LIST, EVERYTHING, EntryOrder.BY_NAME, first.next(), 3).entries()).extracting(Entry::name)
                .containsExactly("entry 21", "entry 3", "entry 4");
    }

    @Test
    void anEntryWithMoreVersionsThanAPortionIsReadWhole() throws Exception {
        Entry entry = test.add("a", "10.0.0.1");
        test.add("b", "10.0.0.2");
        test.sql("insert into ipr_entry_version select 1000 + x, entry_id, list_name, rule_action, notation, first_address, last_address,"
                + " enabled, begins_at + x, begins_at + x + 1, null, revision, touched_at from ipr_entry_version, " + TestDatabase.numbers(1, 500)
                + " where entry_id = " + entry.id());
        assertThat(pages(EVERYTHING, EntryOrder.BY_NAME, 1)).isEqualTo(test.store.list(LIST).entries()).hasSize(2);
    }

    @Test
    void anEntryThatCannotBeReadIsReportedByThePageOnWhichItWouldBe() throws Exception {
        for (int i = 0; i < 6; i++) {
            test.add("entry " + i, "10.0.0." + i);
        }
        test.sql("update ipr_entry_version set notation = 'x' where notation = '10.0.0.2'");
        EntryPage first = test.store.page(LIST, EVERYTHING, EntryOrder.BY_NAME, null, 3);
        assertThat(first.entries()).extracting(Entry::name).containsExactly("entry 0", "entry 1", "entry 3");
        assertThat(first.unreadable()).isEqualTo(test.store.list(LIST).unreadable()).hasSize(1);
        EntryPage second = test.store.page(LIST, EVERYTHING, EntryOrder.BY_NAME, first.next(), 3);
        assertThat(second.entries()).extracting(Entry::name).containsExactly("entry 4", "entry 5");
        assertThat(second.unreadable()).isEmpty();
        assertThat(second.next()).isNull();
    }

    @Test
    void aPageHasAnEntryOrMore() {
        assertThatThrownBy(() -> test.store.page(LIST, EVERYTHING, EntryOrder.BY_NAME, null, 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("The size of a page is 1 or more, not 0.");
    }
}
