package org.iprestriction.admin.entry;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.iprestriction.access.Action;
import org.iprestriction.admin.page.Form;
import org.iprestriction.admin.page.HiddenField;
import org.iprestriction.entry.EntrySpec;

/**
 * What stands in the fields of the dialog "IP List Configuration", right or wrong.
 *
 * @param type      {@code ip} or {@code range}
 * @param action    {@code allow} or {@code block}
 * @param expires   empty, a duration counted from taking effect, or {@code at}
 * @param expiresAt date and time as typed, with {@code expires} {@code at}
 */
record EntryFields(String type, String name, String address, String action, String expires, String expiresAt,
        boolean enabled) {
    static EntryFields posted(Form form) {
        return new EntryFields(form.get("type"), form.get("name"), form.get("address"), form.get("action"),
                form.get("expires"), form.get("expiresAt"), form.get("enabled").equals("true"));
    }

    /** An empty dialog, or one filled in by a link. */
    static EntryFields linked(Form query) {
        String type = query.get("type").equals("range") ? "range" : "ip";
        return new EntryFields(type, query.get("name"), query.get("address"), "allow", "", "", true);
    }

    /** A stored end is shown as a date and time: as a duration it would grow with every save. */
    static EntryFields of(EntrySpec spec, ZoneId zone) {
        boolean ends = spec.expiresAt() != null;
        return new EntryFields(spec.type(), spec.name(), spec.address().toString(),
                spec.action().name().toLowerCase(Locale.ROOT), ends ? "at" : "",
                ends ? ExpiryField.written(spec.expiresAt(), zone) : "", spec.enabled());
    }

    EntryFields corrected(String text, String kind) {
        return new EntryFields(kind, name, text, action, expires, expiresAt, enabled);
    }

    EntryFields ending(String text) {
        String inField = text.replace(' ', 'T');
        return new EntryFields(type, name, address, action, "at", ExpiryField.fitsField(inField) ? inField : text, enabled);
    }

    /** Whether a browser's own field for date and time can hold the end. */
    boolean plainEnd() {
        return ExpiryField.fitsField(expiresAt);
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
    List<HiddenField> hidden() {
        var fields = new ArrayList<HiddenField>();
        fields.add(new HiddenField("type", type));
        fields.add(new HiddenField("name", name));
        fields.add(new HiddenField("address", address));
        fields.add(new HiddenField("action", action));
        fields.add(new HiddenField("expires", expires));
        fields.add(new HiddenField("expiresAt", expiresAt));
        fields.add(new HiddenField("enabled", Boolean.toString(enabled)));
        return fields;
    }
}
