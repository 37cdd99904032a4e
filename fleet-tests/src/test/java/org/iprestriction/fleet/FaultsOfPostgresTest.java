package org.iprestriction.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.iprestriction.servers.SmallDisk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * PostgreSQL fails in every way that can be arranged, while callers ask all nodes and an administrator keeps saving. No caller
 * may notice any of it, and no acknowledged change may be lost.
 */
class FaultsOfPostgresTest {

    private static final int KILLS = Boolean.getBoolean("long") ? 20 : 5;
    private static final int CUTS = Boolean.getBoolean("long") ? 20 : 3;
    private static final long LONGER_THAN_AN_ACTIVATION = Fleet.ACTIVATION.toMillis() + 2_500;
    private static final long LONGER_THAN_A_STATEMENT = 12_000;
    /** A poll that was refused is repeated after at most one interval and a tenth. The rest is for new connections on a busy machine. */
    private static final long ONE_POLL = Fleet.POLL_MILLIS + Fleet.POLL_MILLIS / 10 + 2_000;

    private static final String END_CONNECTIONS = "select pg_terminate_backend(pid) from pg_stat_activity where usename = '"
            + DatabaseServer.USER + "'";
    private static final String WAITING = "select count(*) from pg_stat_activity where usename = '" + DatabaseServer.USER
            + "' and wait_event_type = 'Lock' and query like 'insert into ipr_change%'";

    private final List<Long> recoveries = new ArrayList<>();
    private final long seed = Long.getLong("seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private final Random random = new Random(seed);
    private Fleet fleet;
    private Administrator administrator;
    private long connections;
    private String fault;

    @AfterAll
    static void rest() {
        Fleet.rest();
    }

    @BeforeEach
    void begin(TestInfo test) throws Exception {
        fleet = Fleet.whole();
        fault = test.getTestMethod().orElseThrow().getName() + " (seed " + seed + ")";
        connections = fleet.connections();
        administrator = new Administrator(fleet, seed, 150);
    }

    @AfterEach
    void end() {
        administrator.close();
    }

    /** Waits until every node has polled again after the fault, and notes how long that took. */
    private void recovered(long faultEnded) throws SQLException {
        recoveries.add(fleet.awaitPolls(faultEnded) - faultEnded);
    }

    private void thenNobodyNoticedAndNothingIsLost(long mostMillis) throws SQLException {
        administrator.settle();
        Fleet.tell(fault + ": " + fleet.callers.answers() + "; " + fleet.callers.lateness() + "; recovered after " + recoveries
                + " ms; saves " + administrator.answers());
        fleet.callers.sawOnlyThePlan();
        administrator.thenExactlyWhatWasAcknowledgedIsThere();
        fleet.isComplete();
        assertThat(fleet.connections()).isLessThanOrEqualTo(connections);
        for (Node node : fleet.nodes) {
            assertThat(node.status().body()).contains("\"problem\":null", "\"store\":\"up\"");
        }
        assertThat(recoveries).allMatch(millis -> millis <= mostMillis);
    }

    /**
     * Adds an entry that takes effect during the fault, and waits until every node knows it. The administrator goes on when the
     * fault has begun: a node that is cut off before it knows a change cannot switch in time.
     */
    private String turnDuringTheFault() throws SQLException {
        administrator.rest();
        String address = administrator.saveOne();
        fleet.awaitLoaded(fleet.revision());
        return address;
    }

    private void thenEveryNodeTurnedInTime(String address) {
        for (long instant : fleet.plan.turns(address)) {
            assertThat(fleet.callers.nodesThatTurned(address, instant)).isEqualTo(3);
        }
    }

    @Test
    void killedAndRestartedAtRandomMomentsOfSaves() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            Await.instant(System.currentTimeMillis() + 300 + random.nextInt(2_000));
            fleet.database.kill();
            Await.instant(System.currentTimeMillis() + random.nextInt(1_000));
            fleet.database.start();
            recovered(System.currentTimeMillis());
        }
        thenNobodyNoticedAndNothingIsLost(ONE_POLL);
    }

    @Test
    void killedAndAwayForLongerThanAnActivation() throws Exception {
        String address = turnDuringTheFault();
        fleet.database.kill();
        administrator.goOn();
        Await.instant(System.currentTimeMillis() + LONGER_THAN_AN_ACTIVATION);
        thenEveryNodeTurnedInTime(address);
        fleet.database.start();
        recovered(System.currentTimeMillis());
        thenNobodyNoticedAndNothingIsLost(ONE_POLL);
    }

    @Test
    void pausedForLongerThanAnActivation() throws Exception {
        String address = turnDuringTheFault();
        fleet.database.pause();
        administrator.goOn();
        Await.instant(System.currentTimeMillis() + LONGER_THAN_AN_ACTIVATION);
        thenEveryNodeTurnedInTime(address);
        fleet.database.resume();
        recovered(System.currentTimeMillis());
        thenNobodyNoticedAndNothingIsLost(ONE_POLL);
    }

    @Test
    void itsDiskIsFullForLongerThanAnActivation() throws Exception {
        SmallDisk disk = fleet.database.disk().orElseGet(() -> {
            String reason = "Only root can mount a small disk, so a full one is not tested.";
            Fleet.leaveOut(reason);
            return abort(reason);
        });
        String address = turnDuringTheFault();
        disk.fill(0);
        administrator.goOn();
        Await.until("save that is refused", 60, () -> administrator.answers().contains("503"));
        Await.instant(System.currentTimeMillis() + LONGER_THAN_AN_ACTIVATION);
        thenEveryNodeTurnedInTime(address);
        disk.clear();
        if (!fleet.database.isRunning()) { // PostgreSQL has given up, because it could not even write its log
            Fleet.tell("PostgreSQL ended when its disk was full, and was started again");
            fleet.database.start();
        }
        Await.until("answer of PostgreSQL", 60, fleet.database::answers);
        recovered(System.currentTimeMillis());
        thenNobodyNoticedAndNothingIsLost(ONE_POLL);
    }

    @Test
    void thePasswordOfTheNodesIsAnotherForLongerThanAnActivation() throws Exception {
        String address = turnDuringTheFault();
        fleet.database.sql("alter user " + DatabaseServer.USER + " password 'another one'", END_CONNECTIONS);
        administrator.goOn();
        Await.instant(System.currentTimeMillis() + LONGER_THAN_AN_ACTIVATION);
        thenEveryNodeTurnedInTime(address);
        assertThat(fleet.connections()).isZero();
        fleet.database.sql("alter user " + DatabaseServer.USER + " password '" + DatabaseServer.PASSWORD + "'");
        recovered(System.currentTimeMillis());
        thenNobodyNoticedAndNothingIsLost(ONE_POLL);
    }

    @Test
    void aTableIsLockedForLongerThanTheNodesWait() throws Exception {
        String address = turnDuringTheFault();
        try (Connection connection = fleet.database.connection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table ipr_state in access exclusive mode");
            administrator.goOn();
            Await.instant(System.currentTimeMillis() + LONGER_THAN_A_STATEMENT);
            thenEveryNodeTurnedInTime(address);
            connection.rollback();
        }
        recovered(System.currentTimeMillis());
        thenNobodyNoticedAndNothingIsLost(ONE_POLL);
    }

    @Test
    void connectionsAreCutInsideTransactions() throws Exception {
        for (int cut = 0; cut < CUTS; cut++) {
            try (Connection connection = fleet.database.connection(); Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("lock table ipr_change in share mode"); // a save can do everything but write its history
                Await.until("save that waits in its transaction", 30, () -> fleet.database.number(WAITING) > 0);
                fleet.database.sql("select pg_terminate_backend(pid) " + WAITING.substring(WAITING.indexOf("from")));
                connection.rollback();
            }
            recovered(System.currentTimeMillis());
            for (int moment = 0; moment < 5; moment++) {
                Await.instant(System.currentTimeMillis() + random.nextInt(200));
                fleet.database.sql(END_CONNECTIONS + " and xact_start is not null");
            }
            recovered(System.currentTimeMillis());
        }
        assertThat(administrator.answers()).contains("503");
        thenNobodyNoticedAndNothingIsLost(ONE_POLL);
    }
}
