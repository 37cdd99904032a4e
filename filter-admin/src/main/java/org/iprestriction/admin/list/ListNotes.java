package org.iprestriction.admin.list;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iprestriction.access.Action;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.Note;
import org.iprestriction.admin.text.Counts;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter.Group;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.entry.Times;

/** The notes above the list about the whole list: that it is outdated, full, partly unreadable, or allows nobody. */
final class ListNotes {
    private final Exchange exchange;
    private final ListReading reading;
    private final Listing listing;
    private final Times times;

    ListNotes(Exchange exchange, ListReading reading, Times times) {
        this.exchange = exchange;
        this.reading = reading;
        this.listing = reading.listing();
        this.times = times;
    }

    List<Note> all() {
        var notes = new ArrayList<Note>();
        if (!reading.current()) {
            notes.add(Note.bad(Phrase.EMPTY.strong("The list cannot be changed right now").text(". " + reading.problem()
                    + " " + (listing == null ? "" : "The API keeps applying the version below. "))
                    .link("Try again", exchange.links().list())).role("alert"));
        }
        exchange.notices().forEach(sentence -> notes.add(Note.warn(Phrase.of(sentence)).role("alert")));
        if (listing != null && reading.full() && exchange.user().admin()) {
            notes.add(Note.warn(full()).id("limit"));
        }
        if (listing != null && !exchange.list().reporting() && listing.entries().stream().noneMatch(ListNotes::allows)) {
            notes.add(Note.warn(allBlocked()));
        }
        if (listing != null) {
            if (listing.refusal() != null) {
                notes.add(Note.bad(Phrase.EMPTY.strong("This list cannot be refreshed.").text(" " + listing.refusal())).role("alert"));
            }
            listing.unreadable().stream().filter(sentence -> listing.refusal() == null || !listing.refusal().startsWith(sentence))
                    .forEach(sentence -> notes.add(Note.bad(Phrase.of(sentence))));
            listing.nodes().stream().filter(node -> node.state() == NodeStatus.State.SILENT)
                    .forEach(node -> notes.add(Note.warn(silent(node))));
        }
        return notes;
    }

    private Phrase silent(NodeStatus node) {
        return Phrase.EMPTY.strong(node.name() + " has not been heard of since ")
                .time(times.dateAndTime(node.lastSeen()), node.lastSeen())
                .text(". If it still runs, it applies what it knew then, and does not know of later changes.");
    }

    private Phrase full() {
        long expired = listing.entries().stream().filter(e -> Group.EXPIRED.holds(e.status())).count();
        Phrase text = Phrase.EMPTY.strong("The list is full: " + used(listing) + " are used.")
                .text(" To add another, delete an entry you no longer need or combine several into one range.");
        return expired == 0 ? text : text.text(" ").link(Counts.entries(expired) + (expired == 1 ? " has" : " have")
                + " expired.", exchange.links().filtered(ListQuery.DEFAULT.with(Group.EXPIRED)));
    }

    private Phrase allBlocked() {
        if (exchange.list().deployment().allowsAny()) {
            return Phrase.EMPTY.strong("No entry of this list lets anyone in.")
                    .text(" Only addresses allowed in the deployment can call the API.");
        }
        Phrase text = Phrase.EMPTY.strong("All API requests are blocked.");
        if (listing.entries().isEmpty()) {
            return text.text(" The list is empty.");
        }
        text = text.text(" No entry is active.");
        Optional<Instant> first = listing.entries().stream().flatMap(e -> e.turns(times.now())).sorted()
                .filter(at -> listing.entries().stream().anyMatch(e -> allows(e, at))).findFirst();
        return first.isEmpty() ? text : text.text(" The first one takes effect " + times.beforeBegins(first.get()))
                .time(times.beginsInZone(first.get()), first.get()).text(".");
    }

    private static boolean allows(Entry entry) {
        return entry.inForce() != null && entry.inForce().action() == Action.ALLOW;
    }

    private static boolean allows(Entry entry, Instant at) {
        var spec = entry.appliedAt(at);
        return spec != null && spec.action() == Action.ALLOW;
    }

    /** {@code 8 of 50 entries}. */
    static String used(Listing listing) {
        return Counts.number(listing.used()) + " of " + Counts.entries(listing.limit());
    }
}
