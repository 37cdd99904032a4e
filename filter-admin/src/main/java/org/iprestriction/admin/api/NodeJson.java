package org.iprestriction.admin.api;

import org.iprestriction.admin.context.AdminContext;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.context.OwnProblems;
import org.iprestriction.admin.json.JsonObject;
import org.iprestriction.entry.NodeStatus;

/** The JSON form of nodes: what each applies, since when, and what keeps it from applying more. */
final class NodeJson {
    private NodeJson() {}

    /** Returns this node as it knows itself, as far as the user may see it. */
    static JsonObject own(AdminContext context, ApiRequest request, ListReading reading) {
        NodeStatus node = context.node().get();
        return of(context.seesAll(request.operator()) ? node : OwnProblems.of(reading).of(node), node.node());
    }

    /** @param own the id of the node that answers */
    static JsonObject of(NodeStatus node, String own) {
        return new JsonObject().put("name", node.name()).put("id", node.node()).put("thisNode", node.node().equals(own))
                .put("state", camelCase(node.state())).put("loadedRevision", node.loadedRevision())
                .put("rulesInForce", node.rulesInForce() < 0 ? null : node.rulesInForce())
                .put("inForceSince", EntryJson.text(node.inForceSince())).put("lastSeenAt", EntryJson.text(node.lastSeen()))
                .put("startedAt", EntryJson.text(node.startedAt())).put("clockOffset", node.clockOffsetMillis())
                .put("problem", node.problem());
    }

    /** Returns a node that has not loaded a change, and why. */
    static JsonObject delaying(NodeStatus node) {
        return new JsonObject().put("node", node.name()).put("reason", reason(node));
    }

    private static String reason(NodeStatus node) {
        if (node.problem() != null) {
            return node.problem();
        }
        return node.state() == NodeStatus.State.BEHIND ? "It has not been heard of since " + node.lastSeen() + "."
                : "It has loaded revision " + node.loadedRevision() + " only.";
    }

    private static String camelCase(NodeStatus.State state) {
        return switch (state) {
            case UP_TO_DATE -> "upToDate";
            case LOADING -> "loading";
            case BEHIND -> "behind";
            case SILENT -> "silent";
            case GONE -> "gone";
        };
    }
}
