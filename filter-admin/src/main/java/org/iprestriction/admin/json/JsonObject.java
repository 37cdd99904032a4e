package org.iprestriction.admin.json;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON object, read or to be written: its members in the order in which they were put. A value is null, a {@link String}, a
 * {@link Boolean}, a {@link Number}, another object or a list of such values. Used by one thread.
 */
public final class JsonObject {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Puts a member, in the place of one of the same name. */
    public JsonObject put(String name, Object value) {
        members.put(name, value);
        return this;
    }

    public JsonObject putAll(JsonObject other) {
        members.putAll(other.members);
        return this;
    }

    /** Whether there is such a member, be it null. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** The value of a member; null also where there is none. */
    public Object get(String name) {
        return members.get(name);
    }

    public Iterable<Map.Entry<String, Object>> members() {
        return members.entrySet();
    }
}
