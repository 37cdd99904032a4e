package org.iprestriction.admin.list;

import java.time.Instant;
import java.util.List;
import org.iprestriction.access.Action;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.entry.Times;

/** The line below the status chip: what will happen, and when. */
final class StatusLine {
    private StatusLine() {}

    static Phrase of(Entry entry, Times times, List<NodeStatus> nodes) {
        Phrase line = switch (entry.status()) {
            case ACTIVE -> Phrase.EMPTY;
            case PENDING, PENDING_CHANGE, PENDING_REMOVAL -> first(entry, times);
            case DELAYED -> DelayedLine.of(entry.delayedBy(), nodes, times);
            case DISABLED -> Phrase.of("Not applied");
            case EXPIRED -> expired(entry, times);
        };
        return line.isEmpty() ? line : line.then(rest(entry, times));
    }

    private static Phrase expired(Entry entry, Times times) {
        Instant end = entry.saved().expiresAt();
        return end == null ? Phrase.of("Ended") : Phrase.of("Ended ").time(times.dateAndTime(end), end);
    }

    /** Returns the next step, described relative to what applies until then. */
    private static Phrase first(Entry entry, Times times) {
        if (entry.upcoming().isEmpty()) { // it counts already, but not every server has loaded it
            return Phrase.of("Takes effect as soon as every server has loaded it");
        }
        Entry.Step step = entry.upcoming().get(0);
        EntrySpec before = entry.inForce();
        if (before == null) {
            return Phrase.of("Takes effect " + times.beforeBegins(step.at())).time(times.begins(step.at()), step.at())
                    .text(" · ").then(in(step.at(), times));
        }
        boolean allows = before.action() == Action.ALLOW;
        String state = allows ? "allowed" : "blocked";
        if (step.spec() == null) {
            return Phrase.of("Still " + state + " until ").then(end(allows, step.at(), times)).text(" · ")
                    .then(in(step.at(), times));
        }
        if (!step.spec().enabled()) {
            return Phrase.of("Disabled from ").then(end(allows, step.at(), times)).text(" · ")
                    .then(in(step.at(), times))
                    .text(". Still " + state + " until then");
        }
        if (step.spec().address().range().equals(before.address().range())) {
            return Phrase.of(sameRange(before, step.spec())).time(times.begins(step.at()), step.at()).text(" · ")
                    .then(in(step.at(), times));
        }
        return Phrase.of("Until ").then(end(allows, step.at(), times)).text(" (").then(in(step.at(), times)).text(") ")
                .mono(before.address()).text(" stays active");
    }

    private static String sameRange(EntrySpec before, EntrySpec after) {
        if (before.action() != after.action()) {
            return after.action() == Action.BLOCK ? "Blocks from " : "Allows from ";
        }
        return after.expiresAt() == null ? "Stays without an end from " : "New end from ";
    }

    /** Returns the further steps, if a saved change could no longer be replaced. */
    private static Phrase rest(Entry entry, Times times) {
        Phrase rest = Phrase.EMPTY;
        for (Entry.Step step : entry.upcoming().stream().skip(1).toList()) {
            Phrase what = step.spec() == null ? Phrase.of(". Removed")
                    : !step.spec().enabled() ? Phrase.of(". Disabled")
                    : Phrase.of(". Then ").mono(step.spec().address());
            rest = rest.then(what).text(" from ").time(times.begins(step.at()), step.at());
        }
        return rest;
    }

    /** Returns the end. The end of an allowance is rounded down; the end of a block begins an allowance and is rounded up. */
    private static Phrase end(boolean allows, Instant at, Times times) {
        return Phrase.EMPTY.time(allows ? times.ends(at) : times.begins(at), at);
    }

    private static Phrase in(Instant at, Times times) {
        return Phrase.EMPTY.countdown(times.countdown(at), at);
    }
}
