package org.iprestriction.admin.json;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON object, parsed or to be written. Its members keep the order in which they were put. A value is null, a {@link String},
 * a {@link Boolean}, a {@link Number}, another object or a list of such values. Not thread-safe.
 */
public final class JsonObject {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Puts a member, replacing one of the same name. */
    public JsonObject put(String name, Object value) {
        members.put(name, value);
        return this;
    }

    public JsonObject putAll(JsonObject other) {
        members.putAll(other.members);
        return this;
    }

    /** Returns whether there is such a member, even if its value is null. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** Returns the value of a member, or null if there is none. */
    public Object get(String name) {
        return members.get(name);
    }

    public Iterable<Map.Entry<String, Object>> members() {
        return members.entrySet();
    }
}
