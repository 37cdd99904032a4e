package org.iprestriction.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.time.Instant;
import java.util.List;
import org.iprestriction.fleet.Plan.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** A change is saved through one node, and all nodes are asked before, at and after the instant at which it takes effect. */
class TimelineTest {

    private static final long A_WHILE = 700;
    private static Fleet fleet;

    @BeforeAll
    static void start() throws Exception {
        fleet = Fleet.whole();
    }

    @AfterAll
    static void tell() {
        Fleet.tell("timeline: " + fleet.callers.lateness() + "; " + fleet.callers.answers());
        fleet.callers.sawOnlyThePlan();
        Fleet.rest();
    }

    private static Node node(int number) {
        return fleet.nodes.get(number - 1);
    }

    /** Adds an entry for an address through a node, and puts it in the plan. */
    private static Reply add(int node, String address) {
        long before = System.currentTimeMillis();
        Reply added = node(node).send(Users.ADMIN, "POST", "/entries", Fleet.entry("Entry " + address, address));
        long after = System.currentTimeMillis();
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(added.effectiveAt() - Fleet.ACTIVATION.toMillis()).isBetween(before, after + 1);
        fleet.plan.from(address, added.effectiveAt(), Verdict.ALLOWED);
        return added;
    }

    private static Reply change(int node, Reply entry, String method, String body) {
        Reply changed = node(node).send(Users.ADMIN, method, "/entries/" + entry.id(), body, "If-Match", entry.tag());
        assertThat(changed.status()).as(changed.body()).isIn(200, 202);
        return changed;
    }

    /** Asserts that each of these callers was answered as planned, and saw each of their turns on every node. */
    private static void thenEveryNodeAnswersAsPlanned(String... callers) {
        long last = List.of(callers).stream().flatMap(caller -> fleet.plan.turns(caller).stream()).max(Long::compare).orElseThrow();
        Await.instant(last + A_WHILE);
        for (String caller : callers) {
            for (long instant : fleet.plan.turns(caller)) {
                assertThat(fleet.callers.nodesThatTurned(caller, instant)).as("nodes that turned for " + caller).isEqualTo(3);
            }
        }
        fleet.callers.sawOnlyThePlan(List.of(callers));
    }

    @Test
    @Execution(CONCURRENT)
    void anAddedEntryIsInForceOnEveryNodeAtTheSameInstant() {
        String[] addresses = {fleet.newAddress(), fleet.newAddress(), fleet.newAddress()};
        for (int node = 1; node <= 3; node++) {
            add(node, addresses[node - 1]);
        }
        thenEveryNodeAnswersAsPlanned(addresses);
    }

    @Test
    @Execution(CONCURRENT)
    void anAdditionThatWasUndoneOnAnotherNodeNeverHappens() {
        String address = fleet.newAddress();
        Reply added = add(1, address);
        long instant = added.effectiveAt();
        Await.instant(instant - 2_500);
        assertThat(node(2).send(Users.ADMIN, "POST", "/entries/" + added.id() + "/undo", "{}").status()).isEqualTo(204);
        fleet.plan.never(address, instant);
        Await.instant(instant + A_WHILE);
        fleet.callers.sawOnlyThePlan(List.of(address));
    }

    @Test
    @Execution(CONCURRENT)
    void aPendingAdditionThatIsEditedHappensOnlyAsEdited() {
        String first = fleet.newAddress();
        String second = fleet.newAddress();
        Reply added = add(2, first);
        Await.instant(added.effectiveAt() - 2_500);
        Reply edited = change(3, added, "PATCH", "{\"address\":\"" + second + "\"}");
        fleet.plan.never(first, added.effectiveAt());
        fleet.plan.from(second, edited.effectiveAt(), Verdict.ALLOWED);
        thenEveryNodeAnswersAsPlanned(second);
        fleet.callers.sawOnlyThePlan(List.of(first));
    }

    @Test
    @Execution(CONCURRENT)
    void anAdditionThatIsEditedTooLateHappensAndIsThenReplaced() {
        String first = fleet.newAddress();
        String second = fleet.newAddress();
        Reply added = add(3, first);
        Await.instant(added.effectiveAt() - 2 * Fleet.POLL_MILLIS + 50); // inside the commit window
        assertThat(node(1).send(Users.ADMIN, "POST", "/entries/" + added.id() + "/undo", "{}").code()).isEqualTo("too_late");
        Reply edited = change(2, added, "PATCH", "{\"address\":\"" + second + "\"}");
        long then = edited.lastTurn();
        fleet.plan.from(first, then, Verdict.BLOCKED);
        fleet.plan.from(second, then, Verdict.ALLOWED);
        thenEveryNodeAnswersAsPlanned(first, second);
    }

    @Test
    @Execution(CONCURRENT)
    void aDeletedEntryEndsOnEveryNodeAtTheSameInstant() {
        String address = fleet.newAddress();
        Reply added = add(1, address);
        Await.instant(added.effectiveAt() + 100);
        Reply deleted = change(3, added, "DELETE", null);
        fleet.plan.from(address, deleted.effectiveAt(), Verdict.BLOCKED);
        thenEveryNodeAnswersAsPlanned(address);
    }

    @Test
    @Execution(CONCURRENT)
    void aDisabledEntryEndsOnEveryNodeAtTheSameInstant() {
        String address = fleet.newAddress();
        Reply added = add(2, address);
        Await.instant(added.effectiveAt() + 100);
        Reply disabled = change(1, added, "PATCH", "{\"enabled\":false}");
        fleet.plan.from(address, disabled.effectiveAt(), Verdict.BLOCKED);
        thenEveryNodeAnswersAsPlanned(address);
    }

    @Test
    @Execution(CONCURRENT)
    void anExpiryEndsAnEntryOnEveryNodeAtTheSameInstant() {
        String address = fleet.newAddress();
        long expiry = (System.currentTimeMillis() / 1000 + 12) * 1000;
        Reply added = node(3).send(Users.ADMIN, "POST", "/entries", "{\"name\":\"Temporary\",\"address\":\"" + address + "\",\"expiresAt\":\""
                + Instant.ofEpochMilli(expiry) + "\"}");
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        fleet.plan.from(address, added.effectiveAt(), Verdict.ALLOWED);
        fleet.plan.from(address, expiry, Verdict.BLOCKED);
        thenEveryNodeAnswersAsPlanned(address);
    }

    @Test
    @Execution(CONCURRENT)
    void aNodeWithAWrongClockSaysSo() throws Exception {
        List<String> offsets = fleet.database.column("select distinct node_name || ' ' || round(clock_offset_ms / 1000.0) from ipr_node"
                + " where signed_off = 0 order by 1");
        Fleet.tell("clock offsets in seconds, as reported: " + offsets);
        assertThat(offsets).containsExactly("node1 0", "node2 0", "node3 " + (fleet.hasWrongClock() ? Fleet.CLOCK_OFFSET_SECONDS : 0));
    }
}
