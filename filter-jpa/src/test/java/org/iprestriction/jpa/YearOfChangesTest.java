package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.iprestriction.database.Product;
import org.iprestriction.entry.Entry;
import org.junit.jupiter.api.Test;

/** How large the tables become. */
class YearOfChangesTest extends RetentionCase {

    @Test
    void theTablesStayBoundedUnderAYearOfChanges() throws Exception {
        boolean all = Boolean.getBoolean("long");
        Duration between = all ? MINUTE : HOUR.multipliedBy(3);
        long perDay = DAY.dividedBy(between);
        int days = all || TestDatabase.PRODUCT == Product.H2 ? 365 : 125; // a statement takes longer on the way to a server
        long bound = perDay * 33; // the retention, a day until the next time, and the polls that it takes
        Deque<Entry> living = new ArrayDeque<>();
        node.poll();
        for (long change = 0; change < days * perDay; change++) {
            pass(between);
            change(change, living);
            if (change % (all ? 10 : 1) == 0) {
                node.poll();
            }
            if (change % perDay == 0) {
                assertThat(count("ipr_change")).isLessThan(bound + living.size());
                assertThat(count("ipr_entry_version")).isLessThan(bound + living.size());
                assertThat(count("ipr_entry")).isLessThan(bound / 3 + living.size());
            }
        }
        assertThat(count("ipr_change")).as("what is kept").isGreaterThan(perDay * 30);
        assertThat(test.number("select revision from ipr_state")).isEqualTo(days * perDay);
        assertThat(test.store.list(LIST).entries()).extracting(Entry::name)
                .containsExactlyInAnyOrderElementsOf(living.stream().map(Entry::name).toList());
    }

    /** Makes one of three changes in turn: adds an entry, changes it, or deletes the oldest once there are many. */
    private void change(long number, Deque<Entry> living) {
        String address = "10." + number / 65_536 % 256 + "." + number / 256 % 256 + "." + number % 256;
        if (number % 3 == 0) {
            living.addLast(test.add("entry " + number, address));
        } else if (number % 3 == 1 || living.size() < 20) {
            Entry last = living.removeLast();
            living.addLast(test.change(last, test.spec(last.name(), address)));
        } else {
            Entry first = living.removeFirst();
            test.store.delete(LIST, first.id(), first.version(), MARY);
        }
    }
}
