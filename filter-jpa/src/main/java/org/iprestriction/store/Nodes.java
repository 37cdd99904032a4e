package org.iprestriction.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iprestriction.entry.NodeStatus.State;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.live.Changes;
import org.iprestriction.live.NodeReport;
import org.iprestriction.live.Redacted;

/** The reports of the nodes. */
public final class Nodes {

    private static final long FORGOTTEN_AFTER_MILLIS = 24 * 3_600_000L;
    private static final long SHORTEST_LIFE_MILLIS = 120_000;
    private static final int LONGEST_PROBLEM = 500;
    private static final String REPLACED = "It has loaded changes that are no longer in the database since a backup was restored.";

    private Nodes() {
    }

    /** Returns the nodes that have reported in the last 24 hours, sorted by name. */
    public static List<NodeStatus> all(Work work) {
        List<NodeRow> rows = rows(work);
        Map<Long, String> history = rows.isEmpty() ? Map.of() : Revisions.tokensOfLoaded(work);
        Map<String, Long> signedOn = new HashMap<>(); // the latest of the nodes with a name
        rows.forEach(row -> signedOn.merge(row.name, row.signedOnAt, Math::max));
        return rows.stream().map(row -> status(work, row, signedOn, history)).toList();
    }

    /** Returns the nodes for which entries wait, sorted by name. */
    static List<NodeStatus> live(Work work) {
        return all(work).stream().filter(NodeStatus::live).toList();
    }

    private static NodeStatus status(Work work, NodeRow row, Map<String, Long> signedOn, Map<Long, String> history) {
        boolean replaced = row.loadedRevision > 0 && !row.loadedToken.equals(history.get(row.loadedRevision));
        String problem = replaced && row.problem == null ? REPLACED : row.problem;
        long loaded = replaced ? -1 : row.loadedRevision;
        return status(row, state(work, row, signedOn.get(row.name), loaded, problem), loaded, Instant.ofEpochMilli(row.lastSeenAt), problem);
    }

    private static NodeStatus status(NodeRow row, State state, long loaded, Instant lastSeen, String problem) {
        return new NodeStatus(row.id, row.name, state, loaded, row.refusedFrom, row.rulesInForce,
                row.inForceSince < 0 ? null : Instant.ofEpochMilli(row.inForceSince), lastSeen, Instant.ofEpochMilli(row.startedAt),
                row.clockOffsetMillis, problem);
    }

    /** Returns a node as it describes itself. */
    public static NodeStatus itself(NodeReport report) {
        NodeRow row = filled(new NodeRow(report.node(), 0), report, 0);
        return status(row, row.problem == null ? State.UP_TO_DATE : State.BEHIND, row.loadedRevision, null, row.problem);
    }

    private static State state(Work work, NodeRow row, long namesakeSignedOn, long loaded, String problem) {
        long silence = work.clock() - row.lastSeenAt;
        boolean missedPolls = silence > 2 * work.pollMillis();
        if (row.signedOff != 0 || missedPolls && namesakeSignedOn > row.lastSeenAt) {
            return State.GONE;
        }
        if (silence >= longestSilence(work)) {
            return State.SILENT;
        }
        if (problem == null && loaded >= work.revision()) {
            return State.UP_TO_DATE;
        }
        return problem == null && !missedPolls ? State.LOADING : State.BEHIND;
    }

    private static List<NodeRow> rows(Work work) {
        return work.query("select n from NodeRow n where n.lastSeenAt > :forgotten", NodeRow.class)
                .setParameter("forgotten", work.clock() - FORGOTTEN_AFTER_MILLIS)
                .getResultStream()
                .sorted(Comparator.<NodeRow, String>comparing(node -> node.name).thenComparing(node -> node.id))
                .toList();
    }

    /** Returns whether a node other than {@code ownNode} is currently polling the store. */
    public static boolean isAnotherAtWork(Work work, String ownNode) {
        long silence = Math.max(3 * work.pollMillis(), 10_000);
        return rows(work).stream().anyMatch(node -> node.signedOff == 0 && !node.id.equals(ownNode)
                && work.clock() - node.lastSeenAt < silence);
    }

    /** Returns the id of the node that has been running the longest, of those that are live; null if there is none. */
    public static String longestRunning(Work work) {
        return work.query("select n.id from NodeRow n where n.signedOff = 0 and n.lastSeenAt > :live order by n.signedOnAt, n.id",
                        String.class)
                .setParameter("live", work.clock() - longestSilence(work)).setMaxResults(1)
                .getResultStream().findFirst().orElse(null);
    }

    /** Returns the oldest revision that a node has loaded and may continue from. */
    public static long oldestLoaded(Work work) {
        Long oldest = work.query("select min(n.loadedRevision) from NodeRow n where n.signedOff = 0 and n.loadedRevision > 0"
                        + " and n.lastSeenAt > :forgotten", Long.class)
                .setParameter("forgotten", work.clock() - FORGOTTEN_AFTER_MILLIS).getSingleResult();
        return oldest == null ? Long.MAX_VALUE : oldest;
    }

    /** Returns how long a live node may be silent. */
    private static long longestSilence(Work work) {
        return Math.max(2 * work.activationMillis(), SHORTEST_LIFE_MILLIS);
    }

    /** Stores the report of a node that has reported before, in one statement. Returns false if it has not. */
    public static boolean renew(Transactions transactions, NodeReport report, long clock) {
        Map<String, Object> values = new HashMap<>();
        NodeRow row = filled(new NodeRow(report.node(), 0), report, clock);
        values.put("id", row.id);
        values.put("name", row.name);
        values.put("revision", row.loadedRevision);
        values.put("token", row.loadedToken);
        values.put("started", row.startedAt);
        values.put("seen", row.lastSeenAt);
        values.put("offset", row.clockOffsetMillis);
        values.put("problem", row.problem);
        values.put("off", row.signedOff);
        values.put("refused", row.refusedFrom);
        values.put("rules", row.rulesInForce);
        values.put("since", row.inForceSince);
        return transactions.update("update NodeRow n set n.name = :name, n.loadedRevision = :revision, n.loadedToken = :token,"
                + " n.startedAt = :started, n.lastSeenAt = :seen, n.clockOffsetMillis = :offset, n.problem = :problem,"
                + " n.signedOff = :off, n.refusedFrom = :refused, n.rulesInForce = :rules, n.inForceSince = :since where n.id = :id",
                values) > 0;
    }

    private static NodeRow filled(NodeRow row, NodeReport report, long clock) {
        Changes.Position loaded = report.loaded();
        row.name = cut(report.name(), 200);
        row.loadedRevision = loaded == null ? -1 : loaded.revision();
        row.loadedToken = loaded == null ? "" : loaded.token();
        row.startedAt = report.startedAt();
        row.lastSeenAt = clock;
        row.clockOffsetMillis = report.clockOffsetMillis();
        row.problem = report.problem() == null ? null : cut(Redacted.text(report.problem()), LONGEST_PROBLEM);
        row.signedOff = (short) (report.signedOff() ? 1 : 0);
        row.refusedFrom = report.refusedFrom();
        row.rulesInForce = report.rulesInForce();
        row.inForceSince = report.inForceSince();
        return row;
    }

    /** Stores a node's report. When a node signs on, nodes that have been silent for a day are removed. */
    public static void record(Work work, NodeReport report) {
        NodeRow known = work.query("select n from NodeRow n where n.id = :id", NodeRow.class) // find() of EclipseLink throws exceptions of its own
                .setParameter("id", report.node()).getResultStream().findFirst().orElse(null);
        NodeRow row = filled(known == null ? new NodeRow(report.node(), work.clock()) : known, report, work.clock());
        if (known == null) {
            work.entities().createQuery("delete from NodeRow n where n.lastSeenAt <= :forgotten")
                    .setParameter("forgotten", work.clock() - FORGOTTEN_AFTER_MILLIS)
                    .executeUpdate();
            work.entities().persist(row);
        }
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
