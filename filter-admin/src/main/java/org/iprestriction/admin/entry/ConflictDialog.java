package org.iprestriction.admin.entry;

import gg.jte.html.HtmlTemplateOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.iprestriction.admin.access.Csrf;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.page.Dialog;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.HiddenField;
import org.iprestriction.admin.page.SmallForm;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.Times;

/**
 * A dialog that lets the user choose between two versions of an entry that two people changed at the same time.
 *
 * @param heading what has happened; it mentions another user only if there is one
 * @param who    who saved the other version
 * @param text   when it was saved, and what to do
 * @param keep   the dialog with the other version
 * @param cancel the target of the close icon
 * @param mine   the form that saves the typed values over the other version
 * @param fields the typed values
 */
record ConflictDialog(String title, String heading, String who, String text, List<Row> rows, String keep, String cancel,
        SmallForm mine, List<HiddenField> fields) implements Dialog {

    /** One field with its saved and its typed value. */
    record Row(String field, String theirs, String yours, boolean mono) {

        boolean different() {
            return !theirs.equals(yours);
        }
    }

    /** {@code version} is the version that the form was made for. */
    static ConflictDialog of(Entry theirs, EntryFields mine, long version, Exchange exchange, ListReading reading) {
        Times times = exchange.times(reading.listing());
        EntryFields saved = EntryFields.of(theirs.saved(), times.zone());
        var rows = new ArrayList<Row>();
        rows.add(new Row("IP Name", saved.name(), mine.name(), false));
        rows.add(new Row("IP Address", saved.address(), mine.address(), true));
        rows.add(new Row("Expires", expires(saved), expires(mine), false));
        if (saved.block() != mine.block()) {
            rows.add(new Row("Effect", effect(saved), effect(mine), false));
        }
        if (saved.enabled() != mine.enabled()) {
            rows.add(new Row("Enabled", saved.enabled() ? "Yes" : "No", mine.enabled() ? "Yes" : "No", false));
        }
        long id = theirs.id();
        boolean earlier = version > 0 && version < theirs.version();
        String heading = !earlier ? "This is not what is saved"
                : (theirs.changedBy().equals(exchange.user().user()) ? "You" : "Someone else") + " changed this entry";
        String text = (earlier ? " saved a different version " : " saved another version ")
                + times.happened(theirs.changedAt())
                + (earlier ? "." : "; yours began with none that was ever saved.") + " Choose which one to keep.";
        return new ConflictDialog("Error: Edit " + theirs.name(), heading, theirs.changedBy(), text, rows,
                exchange.links().entry(id), exchange.links().name(id, reading.paged()),
                new SmallForm(exchange.links().entry(id), exchange.csrf(), Csrf.random(), theirs.version(), null), mine.hidden());
    }

    /** Returns whether both sides want the same, so that no choice is needed. */
    static boolean same(EntryFields a, EntryFields b) {
        return a.name().equals(b.name()) && a.address().equals(b.address()) && a.block() == b.block()
                && a.enabled() == b.enabled() && Objects.equals(expires(a), expires(b));
    }

    private static String expires(EntryFields typed) {
        return switch (typed.expires()) {
            case "PT6H" -> "In 6 hours";
            case "P1D" -> "In 1 day";
            case "P7D" -> "In 7 days";
            case "at" -> typed.expiresAt().replace('T', ' ');
            default -> "Never";
        };
    }

    private static String effect(EntryFields typed) {
        return typed.block() ? "Block" : "Allow";
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JteconflictGenerated.render(output, null, this);
    }
}
