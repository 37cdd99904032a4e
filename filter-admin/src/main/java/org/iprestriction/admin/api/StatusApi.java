package org.iprestriction.admin.api;

import jakarta.servlet.ServletContext;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.iprestriction.admin.context.AdminContext;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.context.OneList;
import org.iprestriction.admin.context.OwnProblems;
import org.iprestriction.admin.json.JsonObject;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.NodeStatus.State;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.live.ListStatus;
import org.iprestriction.live.LiveList;
import org.iprestriction.live.LiveLists;
import org.iprestriction.servlet.IpRestrictionMXBean;

/**
 * The resource {@code /status}: the state of the list and of the nodes, for monitoring. It returns 200 even while the store is
 * down.
 */
final class StatusApi {
    private final AdminContext context;
    private final ServletContext application;

    /** What a reader has to know who keeps the lists of several applications on these pages. */
    private static final String SCOPE = "The members mode, filters and lists describe this application only. Other applications on the same"
            + " database are among the nodes; ask their own status for their filters.";
    private static final String SCOPE_OF_AN_ACCOUNT = "Only what concerns the list of this user is shown. Operators see the filters, all"
            + " lists, and the problems of nodes in full.";

    StatusApi(AdminContext context, ServletContext application) {
        this.context = context;
        this.application = application;
    }

    ApiAnswer status(ApiRequest request) {
        request.query();
        OneList list = request.list() == null ? context.anyList() : request.list();
        ListReading reading = list.recent();
        // "Down" is a normal answer here, because monitoring asks for it. The loader has logged the failure.
        String node = context.node().get().node();
        JsonObject answer = !reading.current() ? down(reading.problem()) : request.list() == null ? nodesAlone(reading.listing(), node)
                : stored(reading.listing(), node);
        answer.put("node", NodeJson.own(context, request, reading));
        String mode = list.reporting() ? "report" : "enforce";
        return ApiAnswer.json(200, context.seesAll(request.operator()) ? whole(answer, mode)
                : own(answer, mode, list.name(), OwnProblems.of(reading)));
    }

    private JsonObject whole(JsonObject answer, String mode) {
        return answer.put("scope", SCOPE).put("mode", mode).put("filters", filters())
                .put("lists", context.live().status().stream().map(StatusApi::list).toList()).put("notices", context.notices().get());
    }

    /** Leaves out whatever is not about the list. */
    private JsonObject own(JsonObject answer, String mode, String name, OwnProblems problems) {
        return answer.put("scope", SCOPE_OF_AN_ACCOUNT).put("mode", mode).put("filters", List.of())
                .put("lists", applied(name).map(problems::of).map(StatusApi::list).stream().toList()).put("notices", List.of());
    }

    /** Returns what this node applies of a list; empty if none of its filters does. */
    private Optional<ListStatus> applied(String name) {
        Collection<ListStatus> known = context.live().status();
        Optional<ListStatus> every = known.stream().filter(status -> status.list().equals(LiveLists.EVERY)).findFirst();
        return known.stream().filter(status -> status.list().equals(name)).findFirst()
                .or(() -> every.map(status -> amongEvery(status, name)));
    }

    /** Returns the status of one of very many lists, which is that of all of them but for the rules. */
    private ListStatus amongEvery(ListStatus every, String name) {
        LiveList list = context.live().find(name);
        int rules = list == null || list.inForce() == null ? 0 : list.inForce().size();
        return new ListStatus(name, every.loaded(), every.revision(), rules, null, null, every.age(), every.problem(), every.reasons());
    }

    private static JsonObject down(String problem) {
        return new JsonObject().put("problem", problem).put("revisionInForce", null).put("revisionSaved", null)
                .put("nextChangeAt", null).put("nodes", null).put("store", "down");
    }

    /** Returns the state of the nodes for somebody who has no list. */
    private static JsonObject nodesAlone(Listing listing, String own) {
        return down(null).put("nodes", nodes(listing.nodes(), own)).put("store", "up");
    }

    private static JsonObject stored(Listing listing, String own) {
        return new JsonObject().put("revisionInForce", revisionInForce(listing)).put("revisionSaved", listing.revision())
                .put("nextChangeAt", EntryJson.text(nextChange(listing))).put("nodes", nodes(listing.nodes(), own))
                .put("problem", listing.refusal()).put("store", "up");
    }

    private static JsonObject nodes(List<NodeStatus> all, String own) {
        return new JsonObject().put("upToDate", in(State.UP_TO_DATE, all).size())
                .put("total", all.stream().filter(node -> node.state() != State.GONE).count())
                .put("behind", in(State.BEHIND, all).stream().map(node -> NodeJson.of(node, own)).toList())
                .put("silent", in(State.SILENT, all).stream().map(node -> NodeJson.of(node, own)).toList());
    }

    private static List<NodeStatus> in(State state, List<NodeStatus> nodes) {
        return nodes.stream().filter(node -> node.state() == state).toList();
    }

    /** Returns the newest revision that is fully in force. Changes to entries take effect in the order in which they were saved. */
    private static long revisionInForce(Listing listing) {
        return listing.entries().stream().filter(entry -> !entry.upcoming().isEmpty())
                .mapToLong(entry -> entry.revision() - 1).min().orElse(listing.revision());
    }

    private static Instant nextChange(Listing listing) {
        return listing.entries().stream()
                .flatMap(entry -> entry.turns(listing.now())).min(Instant::compareTo).orElse(null);
    }

    private List<JsonObject> filters() {
        return new TreeSet<>(Collections.list(application.getAttributeNames())).stream()
                .filter(name -> name.startsWith(IpRestrictionMXBean.ATTRIBUTE))
                .map(name -> filter(name.substring(IpRestrictionMXBean.ATTRIBUTE.length()),
                        (IpRestrictionMXBean) application.getAttribute(name))).toList();
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
                .put("age", status.age() == null ? null : status.age().toString()).put("problem", status.problem())
                .put("reasons", status.reasons());
    }
}
