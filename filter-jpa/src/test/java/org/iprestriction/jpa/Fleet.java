package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.iprestriction.access.Decision;
import org.iprestriction.live.VirtualNode;
import org.iprestriction.store.Transactions;

/** Two nodes with a store of their own each on one database, in virtual time: polls every 30 seconds, ticks every second. */
final class Fleet implements AutoCloseable {

    final TestStore test;
    final List<Member> members = new ArrayList<>();

    /** One node, its way to the database, and how many seconds after full half minutes it polls. */
    record Member(VirtualNode node, Cable cable, Transactions transactions, EntryStore store, int phase) {
    }

    Fleet(String... settings) throws Exception {
        test = new TestStore(settings);
        for (int phase : new int[] {0, 17}) {
            Cable cable = new Cable(test.dataSource);
            Transactions transactions = test.transactions(cable.dataSource(), entities -> test.clock.get() * 1000);
            VirtualNode node = new VirtualNode(new JpaAccessListSource(transactions, test.settings.activation()),
                    test.settings, test.clock, TestStore.LIST, "second");
            members.add(new Member(node, cable, transactions, test.store(transactions), phase));
            node.poll();
        }
    }

    Member first() {
        return members.get(0);
    }

    Member second() {
        return members.get(1);
    }

    /** Lets time pass until an instant such as 4:40; what happens at that instant has happened. */
    void runUntil(String minutesAndSeconds) {
        long end = TestStore.at(minutesAndSeconds).toEpochMilli();
        while (test.clock.get() < end) {
            test.clock.addAndGet(1000);
            long second = Duration.between(TestStore.START, test.now()).toSeconds();
            members.forEach(member -> member.node.tick());
            members.stream().filter(member -> Math.floorMod(second, 30) == member.phase).forEach(member -> {
                member.node.poll();
                member.node.tick();
            });
        }
    }

    /** Asserts the decision on a caller one second before an instant and at it, on both nodes. */
    void assertSwitchAt(String minutesAndSeconds, String address, Decision before, Decision after) {
        runUntil(minus(minutesAndSeconds));
        assertDecision(address, before);
        runUntil(minutesAndSeconds);
        assertDecision(address, after);
    }

    void assertDecision(String address, Decision expected) {
        assertThat(members).extracting(member -> member.node.decide(TestStore.LIST, address))
                .as("decisions on %s at %s", address, Duration.between(TestStore.START, test.now()))
                .containsOnly(expected);
    }

    /** Nothing changes for a caller from now until an instant. */
    void assertNothingChangesUntil(String minutesAndSeconds, String address, Decision expected) {
        Instant end = TestStore.at(minutesAndSeconds);
        while (test.now().isBefore(end)) {
            assertDecision(address, expected);
            long next = Duration.between(TestStore.START, test.now()).toSeconds() + 1;
            runUntil(next / 60 + ":" + next % 60);
        }
        assertDecision(address, expected);
    }

    private static String minus(String minutesAndSeconds) {
        long seconds = Duration.between(TestStore.START, TestStore.at(minutesAndSeconds)).toSeconds() - 1;
        return seconds / 60 + ":" + seconds % 60;
    }

    @Override
    public void close() throws SQLException {
        members.forEach(member -> member.transactions.close());
        test.close();
    }
}
