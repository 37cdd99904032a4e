package org.iprestriction.admin.entry;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.iprestriction.access.Action;
import org.iprestriction.admin.page.Form;
import org.iprestriction.admin.page.HiddenField;
import org.iprestriction.entry.EntrySpec;

/**
 * The contents of the fields of the dialog "IP List Configuration", whether valid or not.
 *
 * @param type      {@code ip} or {@code range}
 * @param action    {@code allow} or {@code block}
 * @param expires   empty, a duration that begins when the entry takes effect, or {@code at}
 * @param expiresAt the date and time as typed, if {@code expires} is {@code at}
 */
record EntryFields(String type, String name, String address, String action, String expires, String expiresAt,
        boolean enabled) {
    static EntryFields posted(Form form) {
        return new EntryFields(form.get("type"), form.get("name"), form.get("address"), form.get("action"),
                form.get("expires"), form.get("expiresAt"), form.get("enabled").equals("true"));
    }

    /** Returns the fields of an empty dialog, or of one filled in by the parameters of a link. */
    static EntryFields linked(Form query) {
        String type = query.get("type").equals("range") ? "range" : "ip";
        return new EntryFields(type, query.get("name"), query.get("address"), "allow", "", "", true);
    }

    /**
     * Returns the fields of a saved entry. Its end is shown as a date and time, because a duration would begin again with every
     * save.
     */
    static EntryFields of(EntrySpec spec, ZoneId zone) {
        boolean ends = spec.expiresAt() != null;
        return new EntryFields(spec.type(), spec.name(), spec.address().toString(),
                spec.actionWord(), ends ? "at" : "",
                ends ? ExpiryField.written(spec.expiresAt(), zone) : "", spec.enabled());
    }

    EntryFields corrected(String text, String kind) {
        return new EntryFields(kind, name, text, action, expires, expiresAt, enabled);
    }

    EntryFields ending(String text) {
        String inField = text.replace(' ', 'T');
        return new EntryFields(type, name, address, action, "at", ExpiryField.fitsField(inField) ? inField : text, enabled);
    }

    /** Returns whether a browser's date and time control can hold the end. */
    boolean plainEnd() {
        return ExpiryField.fitsField(expiresAt);
    }

    boolean range() {
        return type.equals("range");
    }

    boolean block() {
        return action.equalsIgnoreCase(Action.BLOCK.name());
    }

    /** Returns whether a field below "More options" differs from a new entry. */
    boolean special() {
        return block() || !expires.isEmpty() || !enabled;
    }

    /** Returns the fields as hidden inputs. */
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
