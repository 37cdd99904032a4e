package org.iprestriction.admin.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iprestriction.admin.json.JsonObject;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Quote;
import org.iprestriction.settings.Settings;

/**
 * Reads the entries of one request body and collects all errors in them, so that they can be reported at once.
 *
 * <p>A member that is null counts as missing. A member of the wrong JSON type is malformed. An unknown member is refused,
 * because a misspelt {@code enabled}, or an {@code id}, which cannot be set, must not be ignored silently.
 */
final class EntryReader {
    /** The members that a caller may set, in the order in which messages list them. */
    static final List<String> MEMBERS = List.of("type", "name", "address", "action", "enabled", "expiresAt");
    private static final List<String> SET_HERE = List.of("id", "version", "first", "last", "count", "status", "inForce", "effectiveAt",
            "upcoming", "undoUntil", "lastUsedAt", "createdAt", "createdBy", "changedAt", "changedBy");

    private final Settings settings;
    private final List<Fault> unknown = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    EntryReader(Settings settings) {
        this.settings = settings;
    }

    /** Returns the entry that {@code json}, at the JSON pointer {@code pointer}, describes, or null if there is an error in it. */
    EntrySpec read(JsonObject json, String pointer) {
        requireKnown(json, MEMBERS, pointer);
        String type = text(json, "type", pointer);
        String name = text(json, "name", pointer);
        String address = text(json, "address", pointer);
        String action = text(json, "action", pointer);
        String expires = text(json, "expiresAt", pointer);
        Object enabled = json.get("enabled");
        if (enabled != null && !(enabled instanceof Boolean)) {
            throw wrongType("enabled", "true or false", pointer);
        }
        boolean on = enabled == null || (Boolean) enabled;
        Instant expiresAt = expires == null ? null : instant(expires);
        EntrySpec spec = null;
        try {
            spec = EntrySpec.of(type, name, address, action, on, expiresAt, settings);
        } catch (EntryRejectedException e) {
            e.problems().forEach(problem -> faults.add(Fault.of(problem, pointer)));
        }
        if (expires != null && expiresAt == null) {
            faults.add(new Fault("expires.format", pointer + "/expiresAt", "Enter the date and time like 2026-10-09T18:00:00Z."));
        }
        return spec;
    }

    /** Records each member of {@code json} that is not in {@code known}. */
    void requireKnown(JsonObject json, List<String> known, String pointer) {
        for (Map.Entry<String, Object> member : json.members()) {
            if (!known.contains(member.getKey())) {
                unknown(member.getKey(), known, pointer);
            }
        }
    }

    /** Records a member that is not in {@code known}. */
    void unknown(String name, List<String> known, String pointer) {
        String sentence = SET_HERE.contains(name) && known == MEMBERS
                ? "“" + name + "” is set by the server. Leave it out."
                : Quote.of(name) + " is not known here. "
                        + (known.isEmpty() ? "Send {}." : "Use only " + String.join(", ", known) + ".");
        if (unknown.size() < ApiProblem.MOST_ERRORS) {
            unknown.add(new Fault("unknown_member", pointer + "/" + JsonPointers.escaped(name), sentence));
        }
    }

    /** Throws if there are already more errors in the body than are reported. */
    void requireFewFaults() {
        if (unknown.size() + faults.size() >= ApiProblem.MOST_ERRORS) {
            requireNoFaults();
        }
    }

    /** Throws if there is any error in the body. */
    void requireNoFaults() {
        requireNoUnknownMembers();
        if (!faults.isEmpty()) {
            throw problem("validation", faults);
        }
    }

    void requireNoUnknownMembers() {
        if (!unknown.isEmpty()) {
            throw problem("unknown_member", unknown);
        }
    }

    /** Returns the errors in the values of known members. */
    List<Fault> faults() {
        return faults;
    }

    private static ApiProblem problem(String code, List<Fault> faults) {
        return new ApiProblem(422, code, faults.get(0).detail()).faults(faults);
    }

    private static String text(JsonObject json, String member, String pointer) {
        Object value = json.get(member);
        if (value != null && !(value instanceof String)) {
            throw wrongType(member, "a string", pointer);
        }
        return (String) value;
    }

    static ApiProblem wrongType(String member, String wanted, String pointer) {
        String detail = "“" + member + "” has the wrong JSON type. Send " + wanted + ".";
        return new ApiProblem(400, "malformed_json", detail).faults(List.of(new Fault("malformed_json", pointer + "/" + member, detail)));
    }

    private static Instant instant(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return instant.isBefore(Instant.EPOCH) || instant.isAfter(EntrySpec.LATEST_EXPIRY) ? null : instant;
        } catch (DateTimeException e) {
            return null; // the caller gets a sentence with an example instead of the parser's message
        }
    }
}
