package org.iprestriction.jpa;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.iprestriction.entry.NodeStatus.State;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.live.Changes;
import org.iprestriction.live.NodeReport;
import org.iprestriction.live.Redacted;

/** The reports of the nodes. */
final class Nodes {

    private static final long FORGOTTEN_AFTER_MILLIS = 24 * 3_600_000L;
    private static final long SHORTEST_LIFE_MILLIS = 120_000;
    private static final int LONGEST_PROBLEM = 500;
    private static final String REPLACED = "It has loaded changes that are no longer in the database since a backup was restored.";

    private Nodes() {
    }

    /** Returns the nodes that have reported in the last 24 hours, sorted by name. */
    static List<NodeStatus> all(Work work) {
        List<NodeRow> rows = rows(work);
        Map<Long, String> history = rows.isEmpty() ? Map.of() : Revisions.tokensOfLoaded(work);
        return rows.stream().map(row -> status(work, row, rows, history)).toList();
    }

    private static NodeStatus status(Work work, NodeRow row, List<NodeRow> all, Map<Long, String> history) {
        boolean replaced = row.loadedRevision > 0 && !row.loadedToken.equals(history.get(row.loadedRevision));
        return new NodeStatus(row.id, row.name, state(work, row, all), replaced ? -1 : row.loadedRevision,
                Instant.ofEpochMilli(row.lastSeenAt), Instant.ofEpochMilli(row.startedAt), row.clockOffsetMillis,
                replaced && row.problem == null ? REPLACED : row.problem);
    }

    private static State state(Work work, NodeRow row, List<NodeRow> all) {
        long silence = work.clock() - row.lastSeenAt;
        boolean followed = silence > 2 * work.pollMillis() && all.stream().anyMatch(other -> other.name.equals(row.name)
                && !other.id.equals(row.id) && other.signedOnAt > row.lastSeenAt);
        if (row.signedOff != 0 || followed) {
            return State.GONE;
        }
        return silence < Math.max(2 * work.activationMillis(), SHORTEST_LIFE_MILLIS) ? State.LIVE : State.SILENT;
    }

    private static List<NodeRow> rows(Work work) {
        return work.query("select n from NodeRow n where n.lastSeenAt > :forgotten", NodeRow.class)
                .setParameter("forgotten", work.clock() - FORGOTTEN_AFTER_MILLIS)
                .getResultStream()
                .sorted(Comparator.<NodeRow, String>comparing(node -> node.name).thenComparing(node -> node.id))
                .toList();
    }

    /** Returns whether a node other than {@code ownNode} is currently polling the store. */
    static boolean isAnotherAtWork(Work work, String ownNode) {
        long silence = Math.max(3 * work.pollMillis(), 10_000);
        return rows(work).stream().anyMatch(node -> node.signedOff == 0 && !node.id.equals(ownNode)
                && work.clock() - node.lastSeenAt < silence);
    }

    /** Stores a node's report. When a node signs on, nodes that have been silent for a day are removed. */
    static void record(Work work, NodeReport report) {
        NodeRow known = work.entities().find(NodeRow.class, report.node(), Work.HINTS);
        NodeRow row = known == null ? new NodeRow(report.node(), work.clock()) : known;
        Changes.Position loaded = report.loaded();
        row.name = cut(report.name(), 200);
        row.loadedRevision = loaded == null ? -1 : loaded.revision();
        row.loadedToken = loaded == null ? "" : loaded.token();
        row.startedAt = report.startedAt();
        row.lastSeenAt = work.clock();
        row.clockOffsetMillis = report.clockOffsetMillis();
        row.problem = report.problem() == null ? null : cut(Redacted.text(report.problem()), LONGEST_PROBLEM);
        row.signedOff = (short) (report.signedOff() ? 1 : 0);
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
