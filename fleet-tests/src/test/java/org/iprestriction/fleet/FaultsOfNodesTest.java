package org.iprestriction.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.iprestriction.fleet.Plan.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes are killed in the middle of their work, and have to do more at once than there is room for. */
class FaultsOfNodesTest {

    private static final long NOT_LONG_MILLIS = 2_000;
    private Fleet fleet;

    @AfterAll
    static void rest() {
        Fleet.rest();
    }

    @BeforeEach
    void begin() throws Exception {
        fleet = Fleet.whole();
    }

    private interface Moment {
        boolean hasCome() throws Exception;
    }

    /** Kills a node while one of its statements waits for a lock of ours; returns how long the next save then takes on another node. */
    private long killWhileItWaits(Node node, String lock, Moment moment) throws Exception {
        Node other = fleet.nodes.get(0);
        long released;
        try (Connection connection = fleet.database.connection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(lock);
            Await.until("node that waits for a lock", 30, moment::hasCome);
            fleet.callers.leave(node);
            node.kill();
            connection.rollback();
            released = System.currentTimeMillis();
        }
        String address = fleet.newAddress();
        Reply saved = other.send(Users.ADMIN, "POST", "/entries", Fleet.entry("After the kill of " + node, address));
        long took = System.currentTimeMillis() - released;
        assertThat(saved.status()).as(saved.body()).isEqualTo(201);
        fleet.plan.from(address, saved.effectiveAt(), Verdict.ALLOWED);
        return took;
    }

    private boolean waits(String statement) throws SQLException {
        return fleet.database.number("select count(*) from pg_stat_activity where usename = '" + DatabaseServer.USER
                + "' and wait_event_type = 'Lock' and query like '" + statement + "%'") > 0;
    }

    @Test
    void aNodeThatIsKilledInTheMiddleOfASaveOrOfItsReportHoldsNobodyUpAndSavesOnceOrNotAtAll() throws Exception {
        Node saving = fleet.nodes.get(1);
        Node reporting = fleet.nodes.get(2);
        String address = fleet.newAddress();
        Callable<Reply> save = () -> saving.send(Users.ADMIN, "POST", "/entries", Fleet.entry("Half saved", address), "Idempotency-Key", "half-saved");
        ExecutorService executor = Executors.newSingleThreadExecutor();
        AtomicReference<Future<Reply>> answer = new AtomicReference<>();
        long afterSave = killWhileItWaits(saving, "lock table ipr_change in share mode", () -> {
            if (answer.get() == null) { // not before the lock is held: a save takes only a few milliseconds
                answer.set(executor.submit(save));
            } else if (answer.get().isDone()) { // a busy machine did not get round to it
                Reply early = answer.get().get();
                assertThat(early.code()).as(early.body()).isEqualTo("store_unavailable");
                answer.set(executor.submit(save));
            }
            return waits("insert into ipr_change");
        });
        assertThat(answer.get().get().status()).as("no answer").isZero();
        executor.shutdown();
        assertThat(fleet.database.number("select count(*) from ipr_change where request_key = 'half-saved'")).isZero();
        assertThat(fleet.database.number("select count(*) from ipr_entry where entry_name = 'Half saved'")).isZero();

        long afterReport = killWhileItWaits(reporting, "select 1 from ipr_node where node_name = '" + reporting + "' for update",
                () -> waits("update ipr_node"));
        Fleet.tell("nodes killed in mid-save and mid-report: the next save on another node took " + afterSave + " and " + afterReport + " ms");

        Reply repeated = fleet.nodes.get(0).send(Users.ADMIN, "POST", "/entries", Fleet.entry("Half saved", address), "Idempotency-Key", "half-saved");
        assertThat(repeated.status()).as(repeated.body()).isEqualTo(201);
        fleet.plan.from(address, repeated.effectiveAt(), Verdict.ALLOWED);
        for (Node node : List.of(saving, reporting)) {
            node.launch();
        }
        for (Node node : List.of(saving, reporting)) {
            fleet.callers.ask(node.awaitReady());
        }
        assertThat(fleet.database.number("select count(*) from ipr_change where request_key = 'half-saved'")).isEqualTo(1);
        Administrator.thenTheHistoryHasNoGaps(fleet);
        Await.instant(repeated.effectiveAt() + 500);
        fleet.callers.sawOnlyThePlan();
        fleet.isComplete();
        assertThat(List.of(afterSave, afterReport)).allMatch(millis -> millis < NOT_LONG_MILLIS);
    }

    /** Repeats a request that a busy machine did not get round to. */
    private static Reply decided(Callable<Reply> request) {
        AtomicReference<Reply> last = new AtomicReference<>();
        Await.until("decision", 60, () -> {
            last.set(request.call());
            return !last.get().code().equals("store_unavailable");
        });
        return last.get();
    }

    @Test
    void fiftyAdministratorsWhoSaveAtOnceAtTheLimitFillTheListExactlyAndLeaveOneChangeEach() throws Exception {
        long revision = fleet.revision();
        ExecutorService executor = Executors.newFixedThreadPool(Users.COUNT);
        List<Callable<Void>> signIns = new ArrayList<>();
        List<Callable<Reply>> saves = new ArrayList<>();
        for (int number = 0; number < Users.COUNT; number++) {
            String user = Users.name(number);
            Node node = fleet.nodes.get(number % fleet.nodes.size());
            signIns.add(() -> {
                Await.until("sign-in of " + user, 60, () -> node.send(user, "GET", "/status", null).status() == 200);
                return null;
            });
            for (int entry = 0; entry < 2; entry++) {
                String address = fleet.newAddress();
                saves.add(() -> decided(() -> node.send(user, "POST", "/entries", Fleet.entry("Entry of " + user + " for " + address, address))));
            }
        }
        for (Future<Void> signIn : executor.invokeAll(signIns)) { // the first check of a password takes long
            signIn.get();
        }
        long before = System.currentTimeMillis();
        List<Reply> replies = new ArrayList<>();
        for (Future<Reply> reply : executor.invokeAll(saves)) {
            replies.add(reply.get());
        }
        long took = System.currentTimeMillis() - before;
        executor.shutdown();
        var answers = replies.stream().collect(
                Collectors.groupingBy(reply -> reply.status() + " " + reply.code(), Collectors.counting()));
        Fleet.tell("50 administrators, 100 additions at once on three nodes: " + answers + " in " + took + " ms");

        long room = Fleet.MOST_ENTRIES - 1; // beside the regular caller's
        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize((int) room);
        assertThat(replies).filteredOn(reply -> reply.status() != 201).extracting(Reply::code).containsOnly("limit_reached");
        assertThat(fleet.nodes.get(1).send(Users.ADMIN, "GET", "/entries", null).body()).contains("\"used\":" + Fleet.MOST_ENTRIES);
        assertThat(fleet.database.number("select count(*) from ipr_entry where deleted = 0")).isEqualTo(Fleet.MOST_ENTRIES);
        assertThat(fleet.revision()).isEqualTo(revision + room);
        assertThat(fleet.database.number("select count(distinct entry_id) from ipr_change where revision > " + revision)).isEqualTo(room);
        Administrator.thenTheHistoryHasNoGaps(fleet);
    }
}
