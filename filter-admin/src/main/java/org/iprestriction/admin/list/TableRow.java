package org.iprestriction.admin.list;

import java.time.Instant;
import java.util.List;
import org.iprestriction.access.Action;
import org.iprestriction.admin.page.Links;
import org.iprestriction.admin.page.SmallForm;
import org.iprestriction.admin.text.Meaning;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.entry.Times;

/**
 * One row of the list.
 *
 * @param editHref   the dialog, or null if entries cannot be opened
 * @param below      the line below the name, or null
 * @param undo       the Undo form, or null
 * @param deleteHref the delete dialog, or null
 * @param quiet      whether the row is dimmed because the entry is saved but not applied
 * @param fresh      whether the entry was just saved
 */
record TableRow(long id, String name, String editHref, String below, boolean blocks, String type, String address,
        Phrase meaning, Chip chip, Phrase status, String changed, Instant changedAt, String changedBy, SmallForm undo,
        String deleteHref, boolean quiet, boolean fresh) {

    /** What users may do with the rows, and the id of the entry that was just saved. */
    record Offers(Links links, boolean open, boolean change, String csrf, String nonce, long fresh) {}

    static TableRow of(Entry entry, Times times, List<NodeStatus> nodes, Offers offers) {
        EntrySpec saved = entry.saved();
        long id = entry.id();
        boolean removed = entry.deleted();
        SmallForm undo = offers.change() && entry.undoable()
                ? new SmallForm(offers.links().undo(id), offers.csrf(), offers.nonce() + ".u" + id, entry.version(),
                        undoLabel(entry))
                : null;
        return new TableRow(id, entry.name(), offers.open() ? offers.links().entry(id) : null,
                below(entry, times), saved.action() == Action.BLOCK, saved.type().equals("ip") ? "IP" : "Range",
                saved.address().toString(), Meaning.below(saved.address()), Chip.of(entry.status()),
                StatusLine.of(entry, times, nodes), times.moment(entry.changedAt()), entry.changedAt(),
                entry.changedBy(), undo, offers.change() && !removed ? offers.links().delete(id) : null,
                entry.status() == EntryStatus.DISABLED || entry.status() == EntryStatus.EXPIRED, id == offers.fresh());
    }

    private static String below(Entry entry, Times times) {
        Instant end = entry.saved().expiresAt();
        if (end == null) {
            return null;
        }
        return end.isAfter(times.now()) ? "Temporary, until " + times.dateAndMinute(end) : "Temporary";
    }

    /** Returns the accessible name of an Undo button, which says what it undoes. */
    static String undoLabel(Entry entry) {
        EntrySpec before = entry.inForce();
        if (entry.deleted()) {
            return "Undo: keep " + entry.name();
        }
        if (before == null) {
            return entry.createdAt().equals(entry.changedAt()) ? "Undo: do not add " + entry.name()
                    : "Undo: leave " + entry.name() + " as it is";
        }
        return before.address().range().equals(entry.saved().address().range())
                ? "Undo: leave " + entry.name() + " as it is"
                : "Undo: keep " + before.address() + " for " + entry.name();
    }
}
