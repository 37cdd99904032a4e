package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.access.Decision.ALLOWED;
import static org.iprestriction.access.Decision.BLOCKED;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;

import java.util.List;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.address.Notation;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a change needs to reach a node whose polls fail: saved at 0:00, polls every 30 seconds, in effect at 5:00. */
class PropagationTest {

    private static final String CALLER = "10.0.0.1";

    private Fleet fleet;

    @BeforeEach
    void startFleet() throws Exception {
        fleet = new Fleet();
    }

    @AfterEach
    void stopFleet() throws Exception {
        fleet.close();
    }

    private void cutOffBetween(String from, String to) {
        fleet.runUntil(from);
        fleet.members.forEach(member -> member.cable().cut());
        fleet.runUntil(to);
        fleet.members.forEach(member -> member.cable().mend());
    }

    @ParameterizedTest
    @CsvSource({"0:01, 0:46", "0:01, 3:00", "0:01, 4:15", "3:30, 4:55", "1:00, 12:00"})
    void aNodeThatPollsOnceInTheFiveMinutesSwitchesOnTime(String from, String to) {
        fleet.first().store().add(LIST, fleet.test.spec("a", CALLER), MARY);
        if (to.equals("12:00")) {
            fleet.runUntil("1:00"); // heard of it, and of nothing more
            fleet.members.forEach(member -> member.cable().cut());
        } else {
            cutOffBetween(from, to);
        }
        fleet.assertSwitchAt("5:00", CALLER, BLOCKED, ALLOWED);
    }

    @Test
    void aNodeThatHeardOfNothingInTimeSwitchesWithItsFirstPollThatSucceeds() {
        fleet.first().store().add(LIST, fleet.test.spec("a", CALLER), MARY);
        cutOffBetween("0:0", "10:00");
        fleet.assertDecision(CALLER, BLOCKED);
        fleet.runUntil("10:30");
        fleet.assertDecision(CALLER, ALLOWED);
    }

    /** Down for ten minutes, changed by a node that could reach it, and up again: seen with the next poll and in force at T. */
    @Test
    void whatWasChangedWhileANodeWasCutOffIsSeenWithItsNextPoll() {
        Entry old = fleet.first().store().add(LIST, fleet.test.spec("old", CALLER), MARY);
        fleet.runUntil("6:00");
        fleet.second().cable().cut();
        fleet.runUntil("8:00");
        fleet.first().store().delete(LIST, old.id(), -1, MARY);
        fleet.runUntil("16:00");
        assertThat(decisions()).containsExactly(BLOCKED, ALLOWED);
        fleet.second().cable().mend();
        fleet.runUntil("16:30");
        assertThat(decisions()).containsOnly(BLOCKED);
    }

    private List<Decision> decisions() {
        return fleet.members.stream().map(member -> member.node().decide(LIST, CALLER)).toList();
    }

    /** The nodes know the change, but they keep the last good rules of a list with a block that they cannot read. */
    @Test
    void whatTheNodesCannotRefreshIsDelayedUntilTheRowIsCorrected() throws Exception {
        Entry entry = fleet.first().store().add(LIST, fleet.test.spec("a", CALLER), MARY);
        Entry block = fleet.first().store().add(LIST, new EntrySpec("b", Notation.parse("10.0.0.9"), Action.BLOCK, true, null), MARY);
        fleet.test.sql("update ipr_entry_version set notation = 'x' where entry_id = " + block.id());
        fleet.runUntil("6:01");
        fleet.assertDecision(CALLER, BLOCKED);
        assertThat(fleet.test.find(entry).status()).isEqualTo(EntryStatus.DELAYED);
        assertThat(fleet.test.find(entry).delayedBy()).hasSize(2)
                .allSatisfy(node -> assertThat(node.problem()).startsWith("Entry " + block.id() + ", “x”, cannot be read: "));
        fleet.test.sql("update ipr_entry_version set notation = '10.0.0.9' where entry_id = " + block.id());
        fleet.runUntil("7:01");
        fleet.assertDecision(CALLER, ALLOWED);
        assertThat(fleet.test.find(entry).status()).isEqualTo(EntryStatus.ACTIVE);
    }

    /** Rows that cannot be read are no reason to let anybody in, nor to go on with what they said before. */
    @Test
    void whereNoRowCanBeReadEverybodyIsBlocked() throws Exception {
        fleet.first().store().add(LIST, fleet.test.spec("a", CALLER), MARY);
        fleet.first().store().add(LIST, fleet.test.spec("b", "10.0.0.2"), MARY);
        fleet.runUntil("6:00");
        fleet.assertDecision(CALLER, ALLOWED);
        fleet.test.sql("update ipr_entry_version set notation = '0.0.0.0/00', revision = 3");
        fleet.test.sql("update ipr_state set revision = 3");
        fleet.runUntil("6:30");
        fleet.assertDecision(CALLER, BLOCKED);
        fleet.assertDecision("10.0.0.2", BLOCKED);
        assertThat(fleet.first().store().list(LIST).unreadable()).hasSize(2);
    }
}
