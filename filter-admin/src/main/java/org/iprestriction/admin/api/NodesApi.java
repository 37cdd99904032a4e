package org.iprestriction.admin.api;

import java.util.List;
import java.util.stream.Stream;
import org.iprestriction.admin.context.AdminContext;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.json.JsonObject;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.NodeStatus;

/**
 * The resource {@code /nodes}: what each node applies. It returns 200 even while the store is down, with what this node knows
 * about itself.
 */
final class NodesApi {
    private final AdminContext context;

    NodesApi(AdminContext context) {
        this.context = context;
    }

    ApiAnswer nodes(ApiRequest request) {
        request.query();
        ListReading reading = context.reader().recent();
        NodeStatus own = context.node().get();
        return ApiAnswer.json(200, reading.current() ? stored(reading.listing(), own) : down(own, reading.problem()));
    }

    private static JsonObject down(NodeStatus own, String problem) {
        return new JsonObject().put("items", List.of(NodeJson.of(own, own.node()).put("state", "behind")))
                .put("revision", null).put("store", "down").put("problem", problem);
    }

    /** Returns the nodes that have reported, and this one even if its report cannot be saved. */
    private static JsonObject stored(Listing listing, NodeStatus own) {
        boolean reported = listing.nodes().stream().anyMatch(node -> node.node().equals(own.node()));
        Stream<NodeStatus> all = Stream.concat(listing.nodes().stream(), reported ? Stream.empty() : Stream.of(own));
        return new JsonObject().put("items", all.map(node -> NodeJson.of(node, own.node())).toList())
                .put("revision", listing.revision()).put("store", "up").put("problem", listing.refusal());
    }
}
