package org.iprestriction.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.iprestriction.address.IpRange;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.entry.Listing;

/** Entries as the JSON API shows them. Instants are UTC, as ISO 8601; counts are decimal strings, because they exceed 2^53. */
final class EntryJson {
    private EntryJson() {}

    static ObjectNode of(Entry entry) {
        ObjectNode json = StrictJson.newObject().put("id", entry.id()).put("version", entry.version());
        json.setAll(writable(entry));
        addRange(json, entry.saved().address().range());
        json.put("status", camelCase(entry.status()));
        json.set("inForce", entry.inForce() == null ? json.nullNode() : applied(entry.inForce()));
        json.put("effectiveAt", text(entry.effectiveAt()));
        if (entry.upcoming().size() > 1) {
            ArrayNode upcoming = json.putArray("upcoming");
            for (Entry.Step step : entry.upcoming()) {
                ObjectNode at = upcoming.addObject().put("at", text(step.at()));
                if (step.spec() == null) {
                    at.put("removed", true);
                } else {
                    at.setAll(applied(step.spec()));
                }
            }
        }
        return json.put("undoUntil", entry.undoable() ? text(entry.undoUntil()) : null).putNull("lastUsedAt")
                .put("createdAt", text(entry.createdAt())).put("createdBy", entry.createdBy())
                .put("changedAt", text(entry.changedAt())).put("changedBy", entry.changedBy());
    }

    /** The members that a caller may set, as they are saved. */
    static ObjectNode writable(Entry entry) {
        EntrySpec saved = entry.saved();
        return StrictJson.newObject().put("type", saved.type()).put("name", entry.name())
                .put("address", saved.address().toString()).put("action", saved.action().name().toLowerCase(Locale.ROOT))
                .put("enabled", saved.enabled()).put("expiresAt", text(saved.expiresAt()));
    }

    static ObjectNode of(Listing listing, List<Entry> shown) {
        ObjectNode json = StrictJson.newObject();
        ArrayNode items = json.putArray("items");
        shown.stream().map(EntryJson::of).forEach(items::add);
        json.put("revision", listing.revision());
        json.set("limit", limit(listing));
        return json.put("activationDelay", listing.activation().toString());
    }

    static ObjectNode limit(Listing listing) {
        return StrictJson.newObject().put("max", listing.limit()).put("used", listing.used());
    }

    /** Adds the ends and the size of a range. */
    static void addRange(ObjectNode json, IpRange range) {
        json.put("first", range.first().toString()).put("last", range.last().toString()).put("count", range.size().toString());
    }

    static String etag(Entry entry) {
        return "\"" + entry.version() + "\"";
    }

    static String etag(long revision) {
        return "\"r" + revision + "\"";
    }

    static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static ObjectNode applied(EntrySpec spec) {
        return StrictJson.newObject().put("type", spec.type()).put("address", spec.address().toString())
                .put("action", spec.action().name().toLowerCase(Locale.ROOT)).put("enabled", spec.enabled())
                .put("expiresAt", text(spec.expiresAt()));
    }

    private static String camelCase(EntryStatus status) {
        return switch (status) {
            case ACTIVE -> "active";
            case PENDING -> "pending";
            case PENDING_CHANGE -> "pendingChange";
            case PENDING_REMOVAL -> "pendingRemoval";
            case DELAYED -> "delayed";
            case DISABLED -> "disabled";
            case EXPIRED -> "expired";
        };
    }
}
