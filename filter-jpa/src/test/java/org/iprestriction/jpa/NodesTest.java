package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.jpa.TestStore.LIST;

import java.time.Instant;
import org.iprestriction.entry.NodeStatus.State;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.live.NodeReport;
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

    @Test
    void aReportIsKeptWithoutAddressesAndPasswordsOfStores() {
        test.source().report(new NodeReport("n1", "node 1", test.position(0), 5, -3,
                "Cannot reach jdbc:postgresql://db.example/x?password=secret now. See http://db.example/ or password=s2.", false));
        assertThat(test.store.list(LIST).nodes()).containsExactly(new NodeStatus("n1", "node 1", State.LIVE, 0, test.now(),
                Instant.ofEpochMilli(5), -3, "Cannot reach … now. See … or …"));
    }

    @Test
    void aNodeIsLiveUntilItSignsOffOrIsSilentForTwoActivationsAndForgottenAfterADay() {
        test.source().report(new NodeReport("n1", "one", null, 0, 0, null, false));
        test.source().report(new NodeReport("n2", "two", null, 0, 0, null, false));
        test.source().report(new NodeReport("n2", "two", null, 0, 0, null, true));
        assertThat(test.store.list(LIST).nodes()).extracting(NodeStatus::state).containsExactly(State.LIVE, State.GONE);
        test.setTime("10:00");
        assertThat(test.store.list(LIST).nodes()).extracting(NodeStatus::state).containsExactly(State.SILENT, State.GONE);
        test.setTime("1440:00");
        assertThat(test.store.list(LIST).nodes()).isEmpty();
        test.source().report(new NodeReport("n3", "three", null, 0, 0, null, false));
        assertThat(test.store.list(LIST).nodes()).extracting(NodeStatus::node).containsExactly("n3");
    }

    @Test
    void aSuccessorOfTheSameNameTakesOverFromANodeThatStoppedAnswering() {
        test.source().report(new NodeReport("n1", "web-1", null, 0, 0, null, false));
        test.setTime("0:20");
        test.source().report(new NodeReport("n2", "web-1", null, 0, 0, null, false));
        assertThat(test.store.list(LIST).nodes()).extracting(NodeStatus::state).containsExactly(State.LIVE, State.LIVE);
        test.setTime("1:01");
        assertThat(test.store.list(LIST).nodes()).extracting(NodeStatus::state).containsExactly(State.GONE, State.LIVE);
    }

    @Test
    void aNodeThatHangsIsNotTakenForGoneBecauseAnotherHasItsName() {
        test.source().report(new NodeReport("n2", "tomcat", null, 0, 0, null, false));
        test.setTime("1:00");
        test.source().report(new NodeReport("n1", "tomcat", null, 0, 0, null, false));
        test.setTime("1:30");
        test.source().report(new NodeReport("n2", "tomcat", null, 0, 0, null, false));
        test.setTime("5:00");
        test.source().report(new NodeReport("n1", "tomcat", null, 0, 0, null, false));
        assertThat(test.store.list(LIST).nodes()).extracting(NodeStatus::state).containsExactly(State.LIVE, State.LIVE);
        test.setTime("12:00");
        test.source().report(new NodeReport("n1", "tomcat", null, 0, 0, null, false));
        assertThat(test.store.list(LIST).nodes()).extracting(NodeStatus::state).containsExactly(State.LIVE, State.SILENT);
    }
}
