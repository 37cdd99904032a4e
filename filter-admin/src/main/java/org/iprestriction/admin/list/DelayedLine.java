package org.iprestriction.admin.list;

import java.util.List;
import org.iprestriction.admin.text.Counts;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.entry.Quote;
import org.iprestriction.entry.Times;

/** The line below the chip of a delayed entry: which servers have not applied it yet, and why. The API gives reasons in full. */
final class DelayedLine {
    private static final int MOST_NAMED = 3;
    private static final int LONGEST_REASON = 120;

    private DelayedLine() {}

    /** @param nodes all nodes, of which those that are live are counted */
    static Phrase of(List<NodeStatus> delaying, List<NodeStatus> nodes, Times times) {
        if (delaying.size() == 1) {
            NodeStatus node = delaying.get(0);
            return Phrase.of(name(node) + " has not applied this yet: ").then(reason(node, times)).text(".");
        }
        Phrase line = Phrase.of(Counts.number(delaying.size()) + " of "
                + Counts.number(nodes.stream().filter(NodeStatus::live).count()) + " servers have not applied this yet");
        String before = ": ";
        for (NodeStatus node : delaying.stream().limit(MOST_NAMED).toList()) {
            line = line.text(before + name(node) + " (").then(reason(node, times)).text(")");
            before = ", ";
        }
        int more = delaying.size() - MOST_NAMED;
        return line.text(more > 0 ? ", and " + Counts.number(more) + " more." : ".");
    }

    private static String name(NodeStatus node) {
        return Quote.cut(node.name());
    }

    /** Returns the reason without a full stop at its end. */
    private static Phrase reason(NodeStatus node, Times times) {
        if (node.problem() != null) {
            String problem = node.problem().length() <= LONGEST_REASON ? node.problem()
                    : node.problem().substring(0, LONGEST_REASON - 1) + "…";
            return Phrase.of(problem.endsWith(".") ? problem.substring(0, problem.length() - 1) : problem);
        }
        if (node.state() == NodeStatus.State.BEHIND) {
            return Phrase.of("not heard of since ").time(times.ends(node.lastSeen()), node.lastSeen());
        }
        return Phrase.of("it has loaded revision " + node.loadedRevision() + " only");
    }
}
