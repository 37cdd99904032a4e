package org.iprestriction.admin.api;

import java.util.List;
import java.util.stream.Stream;
import org.iprestriction.admin.context.AdminContext;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.json.JsonObject;
import org.iprestriction.entry.Listing;

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
        ListReading reading = (request.list() == null ? context.anyList() : request.list()).recent();
        JsonObject own = NodeJson.own(context, request, reading);
        return ApiAnswer.json(200, !reading.current() ? down(own, reading.problem())
                : request.list() == null ? stored(reading.listing(), own).put("revision", null).put("problem", null)
                : stored(reading.listing(), own));
    }

    private static JsonObject down(JsonObject own, String problem) {
        return new JsonObject().put("items", List.of(own.put("state", "behind")))
                .put("revision", null).put("store", "down").put("problem", problem);
    }

    /** Returns the nodes that have reported, and this one even if its report cannot be saved. */
    private static JsonObject stored(Listing listing, JsonObject own) {
        String id = (String) own.get("id");
        boolean reported = listing.nodes().stream().anyMatch(node -> node.node().equals(id));
        Stream<JsonObject> all = listing.nodes().stream().map(node -> NodeJson.of(node, id));
        return new JsonObject().put("items", Stream.concat(all, reported ? Stream.empty() : Stream.of(own)).toList())
                .put("revision", listing.revision()).put("store", "up").put("problem", listing.refusal());
    }
}
