package org.iprestriction.admin;

import jakarta.servlet.ServletContext;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.iprestriction.jpa.Entry;
import org.iprestriction.jpa.EntrySpec;
import org.iprestriction.jpa.EntryStore;
import org.iprestriction.jpa.Listing;
import org.iprestriction.jpa.NodeStatus;
import org.iprestriction.live.ListStatus;
import org.iprestriction.live.LiveLists;
import org.iprestriction.servlet.IpRestrictionMXBean;

/** {@code /status}: how the list and the nodes stand, for monitoring. It answers 200 also while the store is down. */
final class StatusApi {
    private final RecentListing recent;
    private final LiveLists live;
    private final DeploymentRules deployment;
    private final ServletContext context;

    StatusApi(EntryStore store, LiveLists live, String list, DeploymentRules deployment, ServletContext context) {
        this.recent = RecentListing.of(context, store, list);
        this.live = live;
        this.deployment = deployment;
        this.context = context;
    }

    ApiAnswer status(ApiRequest request) {
        request.query();
        Shown shown = recent.read();
        // Down is an answer, not a failure: monitoring asks exactly this. The loader has logged it.
        JsonObject answer = shown.current() ? stored(shown.listing()) : down(shown.problem());
        return ApiAnswer.json(200, answer.put("mode", deployment.reporting() ? "report" : "enforce")
                .put("filters", filters()).put("lists", live.status().stream().map(StatusApi::list).toList())
                .put("notices", Notices.of(context)));
    }

    private static JsonObject down(String problem) {
        return new JsonObject().put("problem", problem).put("revisionInForce", null).put("revisionSaved", null)
                .put("nextChangeAt", null).put("nodes", null).put("store", "down");
    }

    private static JsonObject stored(Listing listing) {
        List<NodeStatus> nodes = listing.nodes().stream().filter(node -> node.state() != NodeStatus.State.GONE).toList();
        long upToDate = nodes.stream().filter(NodeStatus::live)
                .filter(node -> node.problem() == null && node.loadedRevision() >= listing.revision()).count();
        List<JsonObject> silent = nodes.stream().filter(node -> !node.live()).map(StatusApi::node).toList();
        return new JsonObject().put("revisionInForce", revisionInForce(listing)).put("revisionSaved", listing.revision())
                .put("nextChangeAt", EntryJson.text(nextChange(listing)))
                .put("nodes", new JsonObject().put("upToDate", upToDate).put("total", nodes.size()).put("silent", silent))
                .put("problem", listing.refusal()).put("store", "up");
    }

    private static JsonObject node(NodeStatus node) {
        return new JsonObject().put("name", node.name()).put("lastSeenAt", EntryJson.text(node.lastSeen()))
                .put("loadedRevision", node.loadedRevision());
    }

    /** The newest revision of which nothing is still to come; changes of entries wait in the order they were saved. */
    private static long revisionInForce(Listing listing) {
        return listing.entries().stream().filter(entry -> !entry.upcoming().isEmpty())
                .mapToLong(entry -> entry.revision() - 1).min().orElse(listing.revision());
    }

    private static Instant nextChange(Listing listing) {
        return listing.entries().stream()
                .flatMap(StatusApi::instants)
                .filter(instant -> instant.isAfter(listing.now()))
                .min(Instant::compareTo).orElse(null);
    }

    private static Stream<Instant> instants(Entry entry) {
        EntrySpec inForce = entry.inForce();
        Stream<Instant> expiry = inForce == null ? Stream.empty() : Stream.ofNullable(inForce.expiresAt());
        return Stream.concat(expiry, entry.upcoming().stream().map(Entry.Step::at));
    }

    private List<JsonObject> filters() {
        return new TreeSet<>(Collections.list(context.getAttributeNames())).stream()
                .filter(name -> name.startsWith(IpRestrictionMXBean.ATTRIBUTE))
                .map(name -> filter(name.substring(IpRestrictionMXBean.ATTRIBUTE.length()),
                        (IpRestrictionMXBean) context.getAttribute(name))).toList();
    }

    private static JsonObject filter(String name, IpRestrictionMXBean filter) {
        JsonObject requests = new JsonObject();
        filter.getRequests().forEach(requests::put);
        return new JsonObject().put("filter", name).put("mode", filter.getMode()).put("requests", requests);
    }

    private static JsonObject list(ListStatus status) {
        return new JsonObject().put("list", status.list()).put("loaded", status.loaded()).put("revision", status.revision())
                .put("rulesInForce", status.rulesInForce()).put("inForceSince", EntryJson.text(status.inForceSince()))
                .put("nextChangeAt", EntryJson.text(status.nextChange()))
                .put("age", status.age() == null ? null : status.age().toString()).put("problem", status.problem());
    }
}
