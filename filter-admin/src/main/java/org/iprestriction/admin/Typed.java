package org.iprestriction.admin;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.iprestriction.access.Action;
import org.iprestriction.entry.EntrySpec;

/**
 * What stands in the fields of the dialog "IP List Configuration", right or wrong.
 *
 * @param type      {@code ip} or {@code range}
 * @param action    {@code allow} or {@code block}
 * @param expires   empty, a duration counted from taking effect, or {@code at}
 * @param expiresAt date and time as typed, with {@code expires} {@code at}
 */
record Typed(String type, String name, String address, String action, String expires, String expiresAt,
        boolean enabled) {
    static final List<String> FIELDS = List.of("type", "name", "address", "action", "expires", "expiresAt", "enabled");

    static Typed posted(Form form) {
        return new Typed(form.get("type"), form.get("name"), form.get("address"), form.get("action"),
                form.get("expires"), form.get("expiresAt"), form.get("enabled").equals("true"));
    }

    /** An empty dialog, or one filled in by a link. */
    static Typed linked(Form query) {
        String type = query.get("type").equals("range") ? "range" : "ip";
        return new Typed(type, query.get("name"), query.get("address"), "allow", "", "", true);
    }

    /** A stored end is shown as a date and time: as a duration it would grow with every save. */
    static Typed of(EntrySpec spec, ZoneId zone) {
        boolean ends = spec.expiresAt() != null;
        return new Typed(spec.type(), spec.name(), spec.address().toString(),
                spec.action().name().toLowerCase(Locale.ROOT), ends ? "at" : "",
                ends ? TypedEnd.written(spec.expiresAt(), zone) : "", spec.enabled());
    }

    Typed corrected(String text, String kind) {
        return new Typed(kind, name, text, action, expires, expiresAt, enabled);
    }

    Typed ending(String text) {
        String inField = text.replace(' ', 'T');
        return new Typed(type, name, address, action, "at", TypedEnd.fitsField(inField) ? inField : text, enabled);
    }

    /** Whether a browser's own field for date and time can hold the end. */
    boolean plainEnd() {
        return TypedEnd.fitsField(expiresAt);
    }

    boolean range() {
        return type.equals("range");
    }

    boolean block() {
        return action.equalsIgnoreCase(Action.BLOCK.name());
    }

    /** Whether something below "More options" is not as a new entry has it. */
    boolean special() {
        return block() || !expires.isEmpty() || !enabled;
    }

    /** The fields as hidden inputs send them. */
    List<FilterBar.Field> hidden() {
        var fields = new ArrayList<FilterBar.Field>();
        fields.add(new FilterBar.Field("type", type));
        fields.add(new FilterBar.Field("name", name));
        fields.add(new FilterBar.Field("address", address));
        fields.add(new FilterBar.Field("action", action));
        fields.add(new FilterBar.Field("expires", expires));
        fields.add(new FilterBar.Field("expiresAt", expiresAt));
        fields.add(new FilterBar.Field("enabled", Boolean.toString(enabled)));
        return fields;
    }
}
