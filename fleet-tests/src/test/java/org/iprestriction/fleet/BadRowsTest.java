package org.iprestriction.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.iprestriction.fleet.Plan.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody writes rows into the tables with a database tool, while three nodes run. */
class BadRowsTest {

    private Fleet fleet;

    @AfterAll
    static void rest() {
        Fleet.rest();
    }

    @BeforeEach
    void begin() throws Exception {
        fleet = Fleet.whole();
    }

    /** Puts an entry for one address into the tables, in force at once, as a change of its own. */
    private void put(Statement statement, String name, String action, String notation, String address) throws SQLException {
        statement.execute("update ipr_state set revision = revision + 1, next_id = next_id + 2, token = md5(random()::text)");
        statement.execute("insert into ipr_entry select next_id - 2, 'default', '" + name + "', lower('" + name
                + "'), 1, 0, revision, 0, 'by hand', 0, 'by hand' from ipr_state");
        statement.execute("insert into ipr_entry_version select next_id - 1, next_id - 2, 'default', '" + action + "', '" + notation
                + "', '" + address + "', '" + address + "', 1, 0, " + Long.MAX_VALUE + ", null, revision, 0 from ipr_state");
        history(statement, name);
    }

    /** Corrects the text of an entry. */
    private void repair(Statement statement, String name, String address) throws SQLException {
        statement.execute("update ipr_state set revision = revision + 1, token = md5(random()::text)");
        statement.execute("update ipr_entry_version set notation = '" + address + "', revision = (select revision from ipr_state)"
                + " where entry_id = (select id from ipr_entry where entry_name = '" + name + "')");
        history(statement, name);
    }

    private static void history(Statement statement, String name) throws SQLException {
        statement.execute("insert into ipr_change select s.revision, s.token, 'default', e.id, e.entry_name, 'changed', 'by hand', 0"
                + " from ipr_state s, ipr_entry e where e.entry_name = '" + name + "'");
    }

    private interface Rows {
        void write(Statement statement) throws SQLException;
    }

    private void byHand(Rows rows) throws SQLException {
        try (Connection connection = fleet.database.connection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            rows.write(statement);
            connection.commit();
        }
    }

    private void awaitEveryStatus(String part) {
        for (Node node : fleet.nodes) {
            Await.until("“" + part + "” in the status of " + node, 30, () -> node.status().body().contains(part));
        }
    }

    private void awaitReportedProblems(int nodes) {
        Await.until("problem reported by " + nodes + " nodes", 30,
                () -> fleet.database.number("select count(*) from ipr_node where signed_off = 0 and problem is not null") == nodes);
    }

    /** What is repaired is in force after the next polls. */
    private void turnsNow(String caller, Verdict verdict) {
        long now = System.currentTimeMillis();
        fleet.plan.from(caller, now, Verdict.EITHER);
        fleet.plan.from(caller, now + 2 * Fleet.POLL_MILLIS, verdict);
    }

    private String added(String name) {
        String address = fleet.newAddress();
        Reply added = fleet.nodes.get(0).send(Users.ADMIN, "POST", "/entries", Fleet.entry(name, address));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        fleet.plan.from(address, added.effectiveAt(), Verdict.ALLOWED);
        return address;
    }

    private void thenEveryNodeTurned(String caller) {
        long instant = fleet.plan.turns(caller).iterator().next();
        Await.instant(instant + 500);
        assertThat(fleet.callers.nodesThatTurned(caller, instant)).isEqualTo(3);
        fleet.callers.sawOnlyThePlan();
    }

    @Test
    void anAllowRowThatCannotBeReadIsLeftOutAndShownWhileEverythingElseGoesOn() throws Exception {
        String bad = fleet.newAddress();
        fleet.plan.from(bad, Long.MIN_VALUE, Verdict.BLOCKED);
        byHand(rows -> put(rows, "Bad allow", "allow", bad + " or thereabouts", bad));
        awaitEveryStatus("or thereabouts");
        awaitReportedProblems(3);
        thenEveryNodeTurned(added("Good, beside a bad allow"));

        turnsNow(bad, Verdict.ALLOWED);
        byHand(rows -> repair(rows, "Bad allow", bad));
        awaitReportedProblems(0);
        Await.instant(System.currentTimeMillis() + 3 * Fleet.POLL_MILLIS);
        fleet.callers.sawOnlyThePlan();
        awaitEveryStatus("\"problem\":null");
        Fleet.tell("bad allow row: left out, reported by all nodes, in force after its repair; " + fleet.callers.answers());
    }

    @Test
    void aBlockRowThatCannotBeReadStopsTheRefreshUntilItIsRepairedAndNothingWidens() throws Exception {
        String pending = added("Saved before the bad block");
        fleet.awaitLoaded(fleet.revision());
        String beside = fleet.newAddress();
        fleet.plan.from(beside, Long.MIN_VALUE, Verdict.BLOCKED);
        byHand(rows -> {
            put(rows, "Bad block", "block", "everything at " + Fleet.REGULAR, Fleet.REGULAR);
            put(rows, "Good allow", "allow", beside, beside);
        });
        awaitEveryStatus("everything at");
        awaitReportedProblems(3);
        Reply refused = fleet.nodes.get(1).send(Users.ADMIN, "POST", "/entries", Fleet.entry("Not now", fleet.newAddress()));
        assertThat(refused.code()).as(refused.body()).isEqualTo("list_unreadable");
        thenEveryNodeTurned(pending); // it was planned before, and the regular caller is still allowed

        turnsNow(beside, Verdict.ALLOWED);
        turnsNow(Fleet.REGULAR, Verdict.BLOCKED);
        byHand(rows -> repair(rows, "Bad block", Fleet.REGULAR));
        awaitReportedProblems(0);
        Await.instant(System.currentTimeMillis() + 3 * Fleet.POLL_MILLIS);
        fleet.callers.sawOnlyThePlan();
        awaitEveryStatus("\"problem\":null");
        Fleet.tell("bad block row: the last good rules stayed in force, and followed the tables after its repair; " + fleet.callers.answers());
    }
}
