package org.iprestriction.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.ServletContext;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.live.ListStatus;
import org.iprestriction.servlet.IpRestrictionMXBean;

/** {@code /status}: how the list and the nodes stand, for monitoring. It answers 200 also while the store is down. */
final class StatusApi {
    private final AdminContext context;
    private final ServletContext application;

    StatusApi(AdminContext context, ServletContext application) {
        this.context = context;
        this.application = application;
    }

    ApiAnswer status(ApiRequest request) {
        request.query();
        ObjectNode answer = StrictJson.newObject();
        ListReading reading = context.reader().read();
        if (reading.current()) {
            addStored(answer, reading.listing());
        } else { // an answer, not a failure: monitoring asks exactly this. The loader has logged it.
            answer.put("problem", reading.problem()).putNull("revisionInForce").putNull("revisionSaved").putNull("nextChangeAt").putNull("nodes").put("store", "down");
        }
        answer.put("mode", context.reporting() ? "report" : "enforce");
        addFilters(answer.putArray("filters"));
        addLive(answer.putArray("lists"));
        context.notices().get().forEach(answer.putArray("notices")::add);
        return ApiAnswer.json(200, answer);
    }

    private static void addStored(ObjectNode answer, Listing listing) {
        List<NodeStatus> nodes = listing.nodes().stream().filter(node -> node.state() != NodeStatus.State.GONE).toList();
        long upToDate = nodes.stream().filter(NodeStatus::live)
                .filter(node -> node.problem() == null && node.loadedRevision() >= listing.revision()).count();
        Instant next = nextChange(listing);
        answer.put("revisionInForce", revisionInForce(listing)).put("revisionSaved", listing.revision())
                .put("nextChangeAt", EntryJson.text(next));
        ArrayNode silent = answer.putObject("nodes").put("upToDate", upToDate).put("total", nodes.size()).putArray("silent");
        nodes.stream().filter(node -> !node.live()).forEach(node -> silent.addObject().put("name", node.name())
                .put("lastSeenAt", EntryJson.text(node.lastSeen())).put("loadedRevision", node.loadedRevision()));
        answer.put("problem", listing.refusal());
        answer.put("store", "up");
    }

    /** The newest revision of which nothing is still to come; changes of entries wait in the order they were saved. */
    private static long revisionInForce(Listing listing) {
        return listing.entries().stream().filter(entry -> !entry.upcoming().isEmpty())
                .mapToLong(entry -> entry.revision() - 1).min().orElse(listing.revision());
    }

    private static Instant nextChange(Listing listing) {
        return listing.entries().stream()
                .flatMap(entry -> entry.turns(listing.now())).min(Instant::compareTo).orElse(null);
    }

    private void addFilters(ArrayNode all) {
        for (String name : new TreeSet<>(Collections.list(application.getAttributeNames()))) {
            if (name.startsWith(IpRestrictionMXBean.ATTRIBUTE)) {
                IpRestrictionMXBean filter = (IpRestrictionMXBean) application.getAttribute(name);
                ObjectNode one = all.addObject().put("filter", name.substring(IpRestrictionMXBean.ATTRIBUTE.length()))
                        .put("mode", filter.getMode());
                filter.getRequests().forEach(one.putObject("requests")::put);
            }
        }
    }

    private void addLive(ArrayNode lists) {
        for (ListStatus status : context.live().status()) {
            lists.addObject().put("list", status.list()).put("loaded", status.loaded()).put("revision", status.revision())
                    .put("rulesInForce", status.rulesInForce()).put("inForceSince", EntryJson.text(status.inForceSince()))
                    .put("nextChangeAt", EntryJson.text(status.nextChange()))
                    .put("age", status.age() == null ? null : status.age().toString()).put("problem", status.problem());
        }
    }
}
