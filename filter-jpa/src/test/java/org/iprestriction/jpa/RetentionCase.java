package org.iprestriction.jpa;

import static org.iprestriction.jpa.TestStore.LIST;

import java.time.Duration;
import org.iprestriction.live.VirtualNode;
import org.iprestriction.store.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store that keeps its history for 30 days, and a node that reads it. In virtual time. */
abstract class RetentionCase {

    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration HOUR = Duration.ofHours(1);
    static final Duration DAY = Duration.ofDays(1);

    TestStore test;
    VirtualNode node;

    @BeforeEach
    void openStore() throws Exception {
        test = new TestStore("activity-retention", "P30D");
        node = node();
    }

    @AfterEach
    void closeStore() throws Exception {
        test.close();
    }

    VirtualNode node() {
        return new VirtualNode(source(test.transactions), test.settings, test.clock, LIST);
    }

    Retention.Source source(Transactions transactions) {
        return new Retention.Source(new JpaAccessListSource(transactions, test.settings.activation()),
                new Retention(transactions, test.settings.activityRetention(), test.clock::get));
    }

    void pass(Duration time) {
        test.clock.addAndGet(time.toMillis());
    }

    /** Lets time pass, with a poll at the end of each hour. */
    void live(Duration time) {
        for (long hour = 0; hour < time.toHours(); hour++) {
            pass(HOUR);
            node.poll();
        }
    }

    long count(String what) throws Exception {
        return test.number("select count(*) from " + what);
    }
}
