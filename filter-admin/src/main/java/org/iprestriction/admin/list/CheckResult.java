package org.iprestriction.admin.list;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.iprestriction.access.Action;
import org.iprestriction.admin.page.Links;
import org.iprestriction.admin.text.Counts;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.AddressCheck;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.Times;

/**
 * The answer for one address in the words of the pages.
 *
 * @param check   the result of the check
 * @param entries the entries of the list
 * @param links   the links of the page, or null if entries cannot be opened
 * @param addHref the dialog that adds this address, or null
 */
record CheckResult(AddressCheck check, List<Entry> entries, Times times, Links links, String addHref) {

    /** Returns the answer for the panel "Check an address". */
    AddressAnswer answer() {
        return switch (check.reason()) {
            case DEPLOYMENT_ALLOW, DEPLOYMENT_BLOCK -> fixed();
            case BLOCKED_BY -> new AddressAnswer("no", Phrase.EMPTY.strong("Blocked").text(" by ").then(named()).text(" ")
                    .mono(check.entry().inForce().address()).text(", a Block entry.").then(fromLater()));
            case MATCH -> allowed();
            case PENDING -> soon();
            case EXPIRED -> idle(") contains this address but expired on "
                    + times.dateAndMinute(check.entry().saved().expiresAt()) + ".");
            case DISABLED -> idle(") contains this address but is disabled.");
            case NO_MATCH -> {
                Phrase no = Phrase.EMPTY.strong("Blocked.").text(" No active entry contains ").mono(check.address()).text(".");
                yield new AddressAnswer("no", addHref == null ? no : no.text(" ").link("Add this address", addHref));
            }
        };
    }

    /** Returns the answer if no entry matters. */
    AddressAnswer fixed() {
        return check.allowed()
                ? new AddressAnswer("yes", Phrase.EMPTY.strong("Allowed").text(" in the deployment, whatever this list says."))
                : new AddressAnswer("no", Phrase.EMPTY.strong("Blocked").text(" in the deployment, whatever this list says."));
    }

    /** Returns whether a rule of the deployment decides. */
    boolean isFixed() {
        return check.reason() == AddressCheck.Reason.DEPLOYMENT_ALLOW || check.reason() == AddressCheck.Reason.DEPLOYMENT_BLOCK;
    }

    /** Returns the name of the entry in the answer, as a link. */
    Phrase named() {
        return Phrase.EMPTY.link(check.entry().name(), links == null ? null : links.entry(check.entry().id()));
    }

    private AddressAnswer allowed() {
        Phrase text = Phrase.EMPTY.strong("Allowed").text(" by ").then(named()).text(" ").mono(check.entry().inForce().address());
        if (check.others() > 0) {
            text = text.text(" and " + Counts.number(check.others()) + " more");
        }
        Instant end = check.until();
        return new AddressAnswer("yes", end == null ? text
                : text.text(" until ").time(times.endsInZone(end), end).text(", when " + ending(end) + "."));
    }

    private String ending(Instant at) {
        Optional<Entry> blocks = entries.stream().filter(e -> e.covers(check.address(), Action.BLOCK, at)).findFirst();
        if (blocks.isPresent()) {
            return blocks.get().name() + " takes effect";
        }
        Entry last = check.entry(); // of the entries that allow it, the one that ends last
        for (Entry.Step step : last.upcoming()) {
            if (step.at().equals(at)) {
                return last.name() + (step.spec() == null ? " is removed"
                        : step.spec().enabled() ? " is changed" : " is disabled");
            }
        }
        return last.name() + " expires";
    }

    private AddressAnswer soon() {
        Instant from = check.allowedFrom();
        return new AddressAnswer("soon", Phrase.EMPTY.strong("Blocked now, allowed from " + times.beginsInZone(from) + ".").text(" ")
                .then(named()).text(" (").mono(check.entry().appliedAt(from).address()).text(") takes effect ")
                .countdown(times.countdown(from), from).text("."));
    }

    private AddressAnswer idle(String why) {
        return new AddressAnswer("no", Phrase.EMPTY.strong("Blocked.").text(" ").then(named()).text(" (")
                .mono(check.entry().saved().address()).text(why));
    }

    private Phrase fromLater() {
        Instant from = check.allowedFrom();
        return from == null ? Phrase.EMPTY : Phrase.of(" Allowed from ").time(times.beginsInZone(from), from).text(".");
    }
}
