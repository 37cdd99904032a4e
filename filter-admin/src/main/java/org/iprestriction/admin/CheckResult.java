package org.iprestriction.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.address.IpAddress;
import org.iprestriction.jpa.Entry;
import org.iprestriction.jpa.EntrySpec;

/**
 * Why one address can or cannot call the API now, and when that changes next.
 *
 * @param deployment what the rules of the deployment decide, which come before the list
 * @param links   the links of the page, or null where nothing can be opened
 * @param addHref the dialog that adds this address, or null
 */
record CheckResult(List<Entry> entries, IpAddress address, Decision deployment, Times times, Links links, String addHref) {

    /** The answer of the panel "Check an address". */
    Verdict verdict() {
        if (deployment != Decision.NO_RULE) {
            return fixed();
        }
        Optional<Entry> blocking = first(covers(Action.BLOCK));
        if (blocking.isPresent()) {
            return new Verdict("no", Phrase.EMPTY.strong("Blocked").text(" by ").then(named(blocking.get()))
                    .text(" ").mono(blocking.get().inForce().address()).text(", a Block entry.").then(fromLater()));
        }
        Optional<Entry> allowing = first(covers(Action.ALLOW));
        return allowing.isPresent() ? allowed(allowing.get()) : blocked();
    }

    /** The answer where no entry matters. */
    Verdict fixed() {
        return deployment == Decision.ALLOWED
                ? new Verdict("yes", Phrase.EMPTY.strong("Allowed").text(" in the deployment, whatever this list says."))
                : new Verdict("no", Phrase.EMPTY.strong("Blocked").text(" in the deployment, whatever this list says."));
    }

    /** Whether the list lets the address call the API now. */
    boolean allowed() {
        return Applied.allowed(entries, address, times.now());
    }

    /** The entry that allows the address now. */
    Optional<Entry> allowedBy() {
        return first(covers(Action.ALLOW));
    }

    /** The first instant ahead at which the decision is another one. */
    Optional<Instant> turns() {
        boolean now = allowed();
        return Applied.instants(entries, times.now()).stream()
                .filter(at -> Applied.allowed(entries, address, at) != now).findFirst();
    }

    /** The entry that allows the address from {@code at} on and does not do so now. */
    Optional<Entry> allowedFrom(Instant at) {
        return first(e -> Applied.covers(e, Action.ALLOW, address, at)).or(() -> first(covers(Action.BLOCK)));
    }

    private Verdict allowed(Entry by) {
        long more = entries.stream().filter(covers(Action.ALLOW)).count() - 1;
        Phrase text = Phrase.EMPTY.strong("Allowed").text(" by ").then(named(by)).text(" ")
                .mono(by.inForce().address());
        if (more > 0) {
            text = text.text(" and " + Counts.number(more) + " more");
        }
        Optional<Instant> end = turns();
        return new Verdict("yes", end.isEmpty() ? text
                : text.text(" until ").time(times.endsInZone(end.get()), end.get())
                        .text(", when " + ending(end.get()) + "."));
    }

    private String ending(Instant at) {
        Optional<Entry> blocks = first(e -> Applied.covers(e, Action.BLOCK, address, at));
        if (blocks.isPresent()) {
            return blocks.get().name() + " takes effect";
        }
        Entry last = first(e -> covers(Action.ALLOW).test(e) && !Applied.covers(e, Action.ALLOW, address, at)
                && Applied.covers(e, Action.ALLOW, address, at.minusMillis(1))).or(this::allowedBy).orElseThrow();
        for (Entry.Step step : last.upcoming()) {
            if (step.at().equals(at)) {
                return last.name() + (step.spec() == null ? " is removed"
                        : step.spec().enabled() ? " is changed" : " is disabled");
            }
        }
        return last.name() + " expires";
    }

    private Verdict blocked() {
        Optional<Instant> from = turns();
        if (from.isPresent()) {
            Entry entry = allowedFrom(from.get()).orElseThrow();
            EntrySpec then = Applied.at(entry, from.get());
            return new Verdict("soon", Phrase.EMPTY
                    .strong("Blocked now, allowed from " + times.beginsInZone(from.get()) + ".").text(" ")
                    .then(named(entry))
                    .text(" (").mono(then == null ? entry.saved().address() : then.address()).text(") takes effect ")
                    .countdown(times.countdown(from.get()), from.get()).text("."));
        }
        Phrase no = Phrase.EMPTY.strong("Blocked.").text(" ");
        Optional<Entry> idle = first(e -> !e.deleted() && e.inForce() == null
                && e.saved().action() == Action.ALLOW && e.saved().address().range().contains(address));
        if (idle.isPresent()) {
            Entry entry = idle.get();
            Instant end = entry.saved().expiresAt();
            String why = entry.saved().enabled() && end != null && !end.isAfter(times.now())
                    ? ") contains this address but expired on " + times.dateAndMinute(end) + "."
                    : ") contains this address but is disabled.";
            return new Verdict("no", no.then(named(entry)).text(" (").mono(entry.saved().address()).text(why));
        }
        no = no.text("No active entry contains ").mono(address).text(".");
        return new Verdict("no", addHref == null ? no : no.text(" ").link("Add this address", addHref));
    }

    private Phrase fromLater() {
        return turns().map(at -> Phrase.of(" Allowed from ").time(times.beginsInZone(at), at).text("."))
                .orElse(Phrase.EMPTY);
    }

    private Phrase named(Entry entry) {
        return Phrase.EMPTY.link(entry.name(), links == null ? null : links.entry(entry.id()));
    }

    private Predicate<Entry> covers(Action action) {
        return e -> Applied.covers(e, action, address, times.now());
    }

    private Optional<Entry> first(Predicate<Entry> wanted) {
        return entries.stream().filter(wanted).findFirst();
    }
}
