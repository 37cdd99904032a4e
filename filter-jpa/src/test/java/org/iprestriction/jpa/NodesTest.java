package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.jpa.TestStore.LIST;

import java.time.Instant;
import java.util.List;
import org.iprestriction.entry.NodeStatus.State;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.live.NodeReport;
import org.iprestriction.store.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodesTest {

    private TestStore test;

    @BeforeEach
    void openStore() throws Exception {
        test = new TestStore();
    }

    @AfterEach
    void closeStore() throws Exception {
        test.close();
    }

    private void reports(String node, String name, String problem, boolean signedOff) {
        test.source().report(new NodeReport(node, name, test.position(test.transactions.read(Work::revision)), Long.MAX_VALUE, 0, -1, 0, 0, problem, signedOff));
    }

    private void reports(String node, String name) {
        reports(node, name, null, false);
    }

    private List<State> states() {
        return test.store.list(LIST).nodes().stream().map(NodeStatus::state).toList();
    }

    @Test
    void aReportIsKeptWithoutAddressesAndPasswordsOfStores() {
        test.source().report(new NodeReport("n1", "node 1", test.position(0), 0, 8, test.clock.get() - 1000, 5, -3,
                "Cannot reach jdbc:postgresql://db.example/x?password=secret now. See http://db.example/ or password=s2.", false));
        assertThat(test.store.list(LIST).nodes()).containsExactly(new NodeStatus("n1", "node 1", State.BEHIND, 0, 0, 8,
                test.now().minusSeconds(1), test.now(), Instant.ofEpochMilli(5), -3, "Cannot reach … now. See … or …"));
    }

    @Test
    void aLiveNodeIsUpToDateLoadingOrBehind() {
        reports("n1", "one");
        reports("n2", "two", "Entry 7 cannot be read.", false);
        assertThat(states()).containsExactly(State.UP_TO_DATE, State.BEHIND);
        test.add("a", "10.0.0.1");
        reports("n2", "two");
        test.setTime("1:00");
        assertThat(states()).as("it has until its next poll").containsExactly(State.LOADING, State.UP_TO_DATE);
        test.setTime("1:01");
        assertThat(states()).as("it has missed two polls").containsExactly(State.BEHIND, State.UP_TO_DATE);
        reports("n1", "one");
        assertThat(states()).containsExactly(State.UP_TO_DATE, State.UP_TO_DATE);
    }

    @Test
    void theReportOfANodeOfAnOlderVersionDoesNotSayWhatItApplies() throws Exception {
        test.sql("insert into ipr_node (id, node_name, loaded_revision, loaded_token, started_at, signed_on_at, last_seen_at,"
                + " clock_offset_ms, problem, signed_off) values ('n1', 'one', 0, '', 0, 0, " + test.clock.get() + ", 0, null, 0)");
        assertThat(test.store.list(LIST).nodes()).singleElement().satisfies(node -> {
            assertThat(node.state()).isEqualTo(State.UP_TO_DATE);
            assertThat(node.rulesInForce()).isEqualTo(-1);
            assertThat(node.inForceSince()).isNull();
            assertThat(node.refusedFrom()).isEqualTo(Long.MAX_VALUE);
        });
    }

    @Test
    void theScriptAddsTheColumnsThatATableOfAnOlderVersionLacks() throws Exception {
        for (String column : List.of("refused_from", "rules_in_force", "in_force_since")) {
            test.sql("alter table ipr_node drop column " + column);
        }
        test.sql("insert into ipr_node values ('n1', 'one', 0, '', 0, 0, " + test.clock.get() + ", 0, null, 0)");
        test.database.runScript();
        test.database.runScript();
        assertThat(states()).containsExactly(State.UP_TO_DATE);
        reports("n2", "two");
        assertThat(states()).containsExactly(State.UP_TO_DATE, State.UP_TO_DATE);
    }

    @Test
    void aNodeIsLiveUntilItSignsOffOrIsSilentForTwoActivationsAndForgottenAfterADay() {
        reports("n1", "one");
        reports("n2", "two");
        reports("n2", "two", null, true);
        assertThat(states()).containsExactly(State.UP_TO_DATE, State.GONE);
        test.setTime("10:00");
        assertThat(states()).containsExactly(State.SILENT, State.GONE);
        test.setTime("1440:00");
        assertThat(states()).isEmpty();
        reports("n3", "three");
        assertThat(test.store.list(LIST).nodes()).extracting(NodeStatus::node).containsExactly("n3");
    }

    @Test
    void aSuccessorOfTheSameNameTakesOverFromANodeThatStoppedAnswering() {
        reports("n1", "web-1");
        test.setTime("0:20");
        reports("n2", "web-1");
        assertThat(states()).containsExactly(State.UP_TO_DATE, State.UP_TO_DATE);
        test.setTime("1:01");
        assertThat(states()).containsExactly(State.GONE, State.UP_TO_DATE);
    }

    @Test
    void aNodeThatHangsIsNotTakenForGoneBecauseAnotherHasItsName() {
        reports("n2", "tomcat");
        test.setTime("1:00");
        reports("n1", "tomcat");
        test.setTime("1:30");
        reports("n2", "tomcat");
        test.setTime("5:00");
        reports("n1", "tomcat");
        assertThat(states()).containsExactly(State.UP_TO_DATE, State.UP_TO_DATE);
        test.setTime("12:00");
        reports("n1", "tomcat");
        assertThat(states()).containsExactly(State.UP_TO_DATE, State.SILENT);
    }
}
