package org.iprestriction.jpa;

import java.util.Comparator;
import java.util.List;
import org.iprestriction.live.NodeReport;

/** The reports of the nodes. */
final class Nodes {

    private static final long FORGOTTEN_AFTER_MILLIS = 24 * 3_600_000L;
    private static final int LONGEST_PROBLEM = 500;

    private Nodes() {
    }

    /** Answers the nodes heard of in the last 24 hours, by name. */
    static List<NodeRow> all(Work work) {
        return work.query("select n from NodeRow n where n.lastSeenAt > :forgotten", NodeRow.class)
                .setParameter("forgotten", work.now() - FORGOTTEN_AFTER_MILLIS)
                .getResultStream()
                .sorted(Comparator.<NodeRow, String>comparing(node -> node.name).thenComparing(node -> node.id))
                .toList();
    }

    /** Tells whether a node other than the one named polls the store at present. */
    static boolean isAnotherAtWork(Work work, String ownNode) {
        long silence = Math.max(3 * work.pollMillis(), 10_000);
        return all(work).stream().anyMatch(node -> node.signedOff == 0 && !node.id.equals(ownNode)
                && work.now() - node.lastSeenAt < silence);
    }

    /** Keeps what a node says. Nodes silent for a day are removed when another signs on. */
    static void record(Work work, NodeReport report) {
        NodeRow known = work.entities().find(NodeRow.class, report.node(), Work.HINTS);
        NodeRow row = known == null ? new NodeRow(report.node()) : known;
        row.name = cut(report.name(), 200);
        row.loadedRevision = report.loadedRevision();
        row.startedAt = report.startedAt();
        row.lastSeenAt = work.now();
        row.clockOffsetMillis = report.clockOffsetMillis();
        row.problem = report.problem() == null ? null : cut(withoutSecrets(report.problem()), LONGEST_PROBLEM);
        row.signedOff = (short) (report.signedOff() ? 1 : 0);
        if (known == null) {
            work.entities().createQuery("delete from NodeRow n where n.lastSeenAt <= :forgotten")
                    .setParameter("forgotten", work.now() - FORGOTTEN_AFTER_MILLIS)
                    .executeUpdate();
            work.entities().persist(row);
        }
    }

    /** Leaves out what drivers put into their messages: the URL of the database, and passwords. */
    static String withoutSecrets(String problem) {
        return problem.replaceAll("\\S*(://|\\bjdbc:)\\S*", "…").replaceAll("(?i)\\S*(password|passwd|pwd)=\\S*", "…");
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
