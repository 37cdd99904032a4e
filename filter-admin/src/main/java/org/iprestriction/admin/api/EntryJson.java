package org.iprestriction.admin.api;

import java.time.Instant;
import org.iprestriction.address.IpRange;
import org.iprestriction.admin.json.JsonObject;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryPage;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;

/** The JSON form of entries. Instants are in UTC in ISO 8601 format; counts are decimal strings, because they can exceed 2^53. */
final class EntryJson {
    private EntryJson() {}

    static JsonObject of(Entry entry) {
        JsonObject json = new JsonObject().put("id", entry.id()).put("version", entry.version())
                .putAll(writable(entry)).putAll(range(entry.saved().address().range()))
                .put("status", camelCase(entry.status()));
        if (!entry.delayedBy().isEmpty()) {
            json.put("delayedBy", entry.delayedBy().stream().map(NodeJson::delaying).toList());
        }
        json.put("inForce", entry.inForce() == null ? null : applied(entry.inForce()))
                .put("effectiveAt", text(entry.effectiveAt()));
        if (entry.upcoming().size() > 1) {
            json.put("upcoming", entry.upcoming().stream().map(EntryJson::step).toList());
        }
        return json.put("undoUntil", entry.undoable() ? text(entry.undoUntil()) : null).put("lastUsedAt", null)
                .put("createdAt", text(entry.createdAt())).put("createdBy", entry.createdBy())
                .put("changedAt", text(entry.changedAt())).put("changedBy", entry.changedBy());
    }

    /** Returns the members that a caller may set, with their saved values. */
    static JsonObject writable(Entry entry) {
        EntrySpec saved = entry.saved();
        return new JsonObject().put("type", saved.type()).put("name", entry.name())
                .put("address", saved.address().toString()).put("action", saved.actionWord())
                .put("enabled", saved.enabled()).put("expiresAt", text(saved.expiresAt()));
    }

    /** Returns a page of the list; {@code next} is the cursor of the next one, or null. */
    static JsonObject of(EntryPage page, String next) {
        return new JsonObject().put("items", page.entries().stream().map(EntryJson::of).toList()).put("next", next)
                .put("revision", page.revision()).put("limit", limit(page.limit(), page.used()))
                .put("activationDelay", page.activation().toString());
    }

    static JsonObject limit(int max, int used) {
        return new JsonObject().put("max", max).put("used", used);
    }

    /** Returns the first and last address and the size of a range. */
    static JsonObject range(IpRange range) {
        return new JsonObject().put("first", range.first().toString()).put("last", range.last().toString())
                .put("count", range.size().toString());
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

    private static JsonObject step(Entry.Step step) {
        return new JsonObject().put("at", text(step.at()))
                .putAll(step.spec() == null ? new JsonObject().put("removed", true) : applied(step.spec()));
    }

    private static JsonObject applied(EntrySpec spec) {
        return new JsonObject().put("type", spec.type()).put("address", spec.address().toString())
                .put("action", spec.actionWord()).put("enabled", spec.enabled())
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
