package org.iprestriction.admin.entry;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.iprestriction.access.Action;
import org.iprestriction.address.Notation;
import org.iprestriction.admin.page.Flash;
import org.iprestriction.admin.text.Meaning;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.entry.Times;
import org.iprestriction.settings.Settings;

/** The messages shown after a change. */
final class ChangeMessages {
    /** A node that has missed this many polls may be cut off. */
    private static final int POLLS_MISSED = 3;

    private ChangeMessages() {}

    static Flash added(Entry saved, Times times) {
        Phrase text = Phrase.EMPTY.strong(saved.name() + " is saved.");
        Instant at = saved.effectiveAt();
        return of(saved, at == null ? text : text.text(" It will").then(takeEffect(at, times)), true);
    }

    /** @param before the entry before the change, or null if it could not be read */
    static Flash changed(Entry before, Entry saved, Times times) {
        Phrase text = Phrase.EMPTY.strong(saved.name() + " is saved.");
        EntrySpec old = before == null ? null : before.saved();
        if (saved.effectiveAt() == null || old != null && old.appliesLike(saved.saved())) {
            return new Flash("ok", text, Phrase.EMPTY, -1, -1, saved.id()); // no Undo, because it would revert a different change
        }
        boolean on = saved.saved().enabled();
        if (old != null && old.enabled() != on && old.enabled(on).appliesLike(saved.saved())) {
            return turned(saved, times);
        }
        return of(saved, text.text(" The change will").then(takeEffect(saved.effectiveAt(), times)), true);
    }

    /** Returns the message after only {@code enabled} was changed. */
    static Flash turned(Entry saved, Times times) {
        boolean on = saved.saved().enabled();
        Phrase text = Phrase.EMPTY.strong(saved.name() + (on ? " is enabled." : " is disabled."));
        Instant at = saved.effectiveAt();
        if (at != null && on) {
            text = text.text(" It will").then(takeEffect(at, times));
        } else if (at != null && saved.inForce() != null) {
            text = text.then(stay(saved.inForce(), at, times));
        }
        return of(saved, text, false);
    }

    /**
     * @param before the entry before it was deleted, or null if it could not be read
     * @param saved the entry while it is being removed, or null if it is gone already
     */
    static Flash deleted(Entry before, Entry saved, Times times) {
        Phrase text = Phrase.EMPTY.strong((before == null ? "The entry" : before.name()) + " is deleted.");
        if (saved == null || saved.inForce() == null) {
            boolean pending = before != null && before.status() == EntryStatus.PENDING;
            return new Flash("ok", text.text(pending ? " It had not taken effect." : " It was not in use."), Phrase.EMPTY,
                    -1, -1, -1);
        }
        return of(saved, text.then(stay(saved.inForce(), saved.effectiveAt(), times)), false);
    }

    /**
     * @param before the entry before the change was undone
     * @param after  the entry as it is now, or null if it is gone
     */
    static Flash undone(Entry before, Entry after, List<NodeStatus> nodes, Times times) {
        return new Flash("ok", Phrase.EMPTY.strong("Undone.").text(" ").then(kept(before, after))
                .then(silent(nodes, times)),
                Phrase.EMPTY, -1, -1, after == null ? -1 : after.id());
    }

    private static Phrase kept(Entry before, Entry after) {
        if (after == null) {
            return Phrase.of(before.name() + " was not added.");
        }
        if (after.deleted()) {
            return Phrase.of(after.name() + " is being removed, as before.");
        }
        if (before.deleted()) {
            return Phrase.of(after.name() + " stays in the list.");
        }
        if (before.saved().enabled() != after.saved().enabled()) {
            return Phrase.of(after.name() + (after.saved().enabled() ? " stays enabled." : " stays disabled."));
        }
        return Phrase.of(after.name() + " keeps ").mono(after.saved().address()).text(".");
    }

    /**
     * Returns a warning about nodes that have missed polls. They may have loaded the change that was undone and would then
     * apply it.
     */
    private static Phrase silent(List<NodeStatus> nodes, Times times) {
        Instant heardOf = times.now().minus(Settings.pollInterval(times.activation()).multipliedBy(POLLS_MISSED));
        String names = nodes.stream().filter(n -> n.live() && n.lastSeen().isBefore(heardOf)).map(NodeStatus::name)
                .distinct().collect(Collectors.joining(", "));
        return names.isEmpty() ? Phrase.EMPTY
                : Phrase.of(" No contact with " + names + ": until it is back, it may still apply the change.");
    }

    private static Phrase takeEffect(Instant at, Times times) {
        return Phrase.of(" take effect " + (times.activation().isZero() ? "" : "automatically ") + times.inActivation()
                + ", " + times.beforeBegins(at)).time(times.beginsInZone(at), at).text(".");
    }

    private static Phrase stay(EntrySpec applied, Instant at, Times times) {
        boolean one = Meaning.one(applied.address().range());
        boolean allows = applied.action() == Action.ALLOW;
        String until = allows ? times.endsInZone(at) : times.beginsInZone(at);
        return Phrase.of((one ? " Its address stays " : " Its addresses stay ")
                + (allows ? "allowed" : "blocked") + " until ").time(until, at).text(".");
    }

    private static Flash of(Entry saved, Phrase text, boolean meaning) {
        Notation address = saved.saved().address();
        Phrase below = meaning && !Meaning.one(address.range()) ? Meaning.whole(address) : Phrase.EMPTY;
        return new Flash("ok", text, below, saved.undoable() ? saved.id() : -1, saved.version(), saved.id());
    }
}
