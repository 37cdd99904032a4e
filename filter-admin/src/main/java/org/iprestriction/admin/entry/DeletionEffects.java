package org.iprestriction.admin.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.iprestriction.access.Action;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.Note;
import org.iprestriction.admin.text.Counts;
import org.iprestriction.admin.text.Meaning;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Times;
import org.iprestriction.settings.Settings;

/** The effects of deleting an entry: what would happen, when, and what else to know before deleting it. */
final class DeletionEffects {
    /** A change can be undone until this many polls before it takes effect. */
    private static final int COMMIT_WINDOW_POLLS = 2;

    private final Exchange exchange;
    private final List<Entry> others;
    private final Entry entry;
    private final EntrySpec applied;
    private final Times times;
    private final Instant effect;

    DeletionEffects(Exchange exchange, ListReading reading, Entry entry) {
        this.exchange = exchange;
        this.entry = entry;
        this.others = reading.entries().stream().filter(e -> e.id() != entry.id()).toList();
        this.applied = entry.inForce();
        this.times = exchange.times(reading.listing());
        this.effect = times.effect();
    }

    /** Returns what will happen. */
    Phrase body(boolean last) {
        if (applied == null) {
            return Phrase.of("It is not in use. You can add it again at any time.");
        }
        Phrase undo = undo();
        if (last) {
            return undo;
        }
        Phrase what = Phrase.of("API requests from ").mono(applied.address());
        if (!Meaning.one(applied.address().range())) {
            what = what.text(" (").then(Meaning.count(applied.address().range())).text(")");
        }
        boolean allows = applied.action() == Action.ALLOW;
        String when = allows ? times.endsInZone(effect) : times.beginsInZone(effect);
        String from = times.activation().isZero() ? "" : ", " + times.activationWords() + " from now";
        return what.text(allows ? " will be blocked from " : " will no longer be blocked by this entry from ")
                .strongTime(when, effect).text(from + ".").then(undo.isEmpty() ? undo : Phrase.of(" ").then(undo));
    }

    /** Returns when an entry that is deleted now is no longer applied. */
    Instant effect() {
        return effect;
    }

    Times times() {
        return times;
    }

    private Phrase undo() {
        Instant until = effect.minus(Settings.pollInterval(times.activation()).multipliedBy(COMMIT_WINDOW_POLLS));
        return until.isAfter(times.now())
                ? Phrase.of("You can undo this until ").time(times.endsInZone(until), until).text(".")
                : Phrase.EMPTY;
    }

    /** Returns further notes: about the visitor's own address, and about entries that still allow some of these addresses. */
    List<Note> others() {
        var notes = new ArrayList<Note>();
        IpAddress caller = exchange.caller().address();
        if (applied == null || applied.action() != Action.ALLOW) {
            return notes;
        }
        IpRange range = applied.address().range();
        if (caller != null && range.contains(caller)) {
            notes.add(Note.warn(Phrase.of("Your current address, ").mono(caller)
                    .text(Meaning.one(range) ? ", is this address." : ", is in this range.")));
        }
        others.stream().filter(e -> allows(e) && e.appliedAt(effect).address().range().overlaps(range)).limit(2)
                .forEach(e -> notes.add(new Note("", null, null, still(e, range), Phrase.EMPTY, null)));
        return notes;
    }

    private Phrase still(Entry other, IpRange range) {
        IpRange shared = other.appliedAt(effect).address().range().intersection(range);
        Phrase allows = Phrase.of(other.name() + " still allows ");
        if (shared.equals(range)) {
            return allows.text(Meaning.one(range) ? "this address." : "all of these addresses.");
        }
        return allows.then(Counts.ofThese(shared)).text(".");
    }

    /** Returns whether nothing would be allowed once this entry is gone. */
    boolean last() {
        return applied != null && applied.action() == Action.ALLOW && !exchange.list().deployment().allowsAny()
                && others.stream().noneMatch(this::allows);
    }

    private boolean allows(Entry other) {
        EntrySpec spec = other.appliedAt(effect);
        return spec != null && spec.action() == Action.ALLOW;
    }
}
