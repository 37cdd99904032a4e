package org.iprestriction.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iprestriction.access.Action;
import org.iprestriction.address.IpAddress;
import org.iprestriction.entry.AddressCheck;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.entry.Times;

/** Puts the list page together: what is shown, what is offered, and what it says. */
final class ListPages {
    private static final int NEARLY_FULL_PERCENT = 90;

    private final Exchange x;
    private final Shown shown;
    private final Listing listing;
    private final Times times;
    private final ListQuery query;
    private final boolean change;
    private final String nonce = Csrf.random();

    private ListPages(Exchange x, Shown shown, boolean dialog) {
        this.x = x;
        this.shown = shown;
        this.listing = shown.listing();
        this.times = x.times(listing);
        this.query = dialog ? ListQuery.DEFAULT : ListQuery.of(x.query);
        this.change = x.user.admin() && shown.current();
    }

    static ListPage page(Exchange x, Shown shown, Dialog dialog, Flash flash) {
        return new ListPages(x, shown, dialog != null).page(dialog, flash);
    }

    private ListPage page(Dialog dialog, Flash flash) {
        Frame frame = new Frame(x.links, "", x.site.product(), x.user.user(), x.csrf(), times.now(),
                shown.current() ? StateVersion.of(listing) : null, false, x.site.report());
        if (dialog != null) {
            frame = frame.under(dialog);
        }
        boolean nothing = listing == null || listing.entries().isEmpty();
        String add = change && !nothing ? x.links.add() : null;
        return new ListPage(frame, add, shown.full(), notes(flash),
                nothing ? null : address(), nothing ? null : check(),
                nothing ? null : bar(), nothing ? null : table(flash), nothing ? empty() : noMatch(), foot(nothing),
                dialog);
    }

    private List<Note> notes(Flash flash) {
        var notes = new ArrayList<Note>();
        if (flash != null) {
            notes.add(flash.note(x.links, x.csrf(), nonce));
        }
        if (!shown.current()) {
            notes.add(Note.bad(Phrase.EMPTY.strong("The list cannot be changed right now").text(". " + shown.problem()
                    + " " + (listing == null ? "" : "The API keeps applying the version below. ")).link("Try again", x.links.list()))
                    .role("alert"));
        }
        Notices.of(x.request.getServletContext()).forEach(sentence -> notes.add(Note.warn(Phrase.of(sentence)).role("alert")));
        if (listing != null && shown.full() && x.user.admin()) {
            notes.add(Note.warn(full()).id("limit"));
        }
        if (listing != null && !x.site.report() && listing.entries().stream().noneMatch(ListPages::allows)) {
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
        long expired = listing.entries().stream().filter(e -> ListQuery.Show.EXPIRED.holds(e.status())).count();
        Phrase text = Phrase.EMPTY.strong("The list is full: " + entries() + " are used.")
                .text(" To add another, delete an entry you no longer need or combine several into one range.");
        return expired == 0 ? text : text.text(" ").link(Counts.entries(expired) + (expired == 1 ? " has" : " have")
                + " expired.", x.links.filtered(ListQuery.DEFAULT.with(ListQuery.Show.EXPIRED)));
    }

    private Phrase allBlocked() {
        if (x.site.deployment().allowsAny()) {
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

    private AddressPanel address() {
        IpAddress caller = x.caller().address();
        return AddressPanel.of(x.caller(), about(caller), addHref(caller));
    }

    private CheckPanel check() {
        return CheckPanel.of(query.check(), address -> about(address).verdict());
    }

    private CheckResult about(IpAddress address) {
        return new CheckResult(address == null ? null : AddressCheck.of(listing.entries(), listing.now(), x.site.deployment().decide(address), address), listing.entries(),
                times, shown.current() ? x.links : null, addHref(address));
    }

    private String addHref(IpAddress address) {
        return change && address != null && !shown.full() ? x.links.add("ip", address.toString()) : null;
    }

    private FilterBar bar() {
        String words = shown.current() ? used() : "Revision " + listing.revision() + ", loaded " + read();
        boolean bold = shown.current() && listing.used() * 100L >= listing.limit() * (long) NEARLY_FULL_PERCENT;
        return FilterBar.of(query, listing.entries(), x.links, words, bold);
    }

    /** When the list that is shown was read: {@code today 14:21}. */
    private String read() {
        String day = new Times(times.zone(), Instant.now(), times.activation()).momentInside(listing.now());
        return day.contains(":") ? day : times.dateAndMinute(listing.now());
    }

    private String used() {
        return entries() + " used";
    }

    /** {@code 8 of 50 entries}. */
    private String entries() {
        return Counts.number(listing.used()) + " of " + Counts.entries(listing.limit());
    }

    private EntryTable table(Flash flash) {
        List<Entry> rows = query.rows(listing.entries());
        if (rows.isEmpty()) {
            return null;
        }
        long fresh = flash == null ? -1 : flash.fresh();
        var offers = new EntryRow.Offers(x.links, shown.current(), change, x.csrf(), nonce, fresh);
        return EntryTable.of(query, x.links, "Allowed IP addresses and ranges. " + times.footLine(),
                rows.stream().map(e -> EntryRow.of(e, times, listing.nodes(), offers)).toList());
    }

    private EmptyState empty() {
        if (listing == null) {
            return new EmptyState("warning", "The list cannot be shown",
                    "This server has not been able to read it since it started.", List.of());
        }
        var buttons = new ArrayList<Button>();
        if (change) {
            buttons.add(Button.add(x.links.add()));
            IpAddress caller = x.caller().address();
            if (caller != null && !x.caller().throughUnknownProxy()) {
                buttons.add(Button.plain("Add my current address (" + caller + ")", addHref(caller)));
            }
        }
        return new EmptyState("shield", "No IP addresses yet", "Until you add one, every request to the REST API is "
                + "blocked. Add the addresses your servers and partners call the API from.", buttons);
    }

    /** Null when there are rows to show. */
    private EmptyState noMatch() {
        if (!query.rows(listing.entries()).isEmpty()) {
            return null;
        }
        List<Button> clear = List.of(Button.plain("Clear filter", x.links.list()));
        if (query.q().isEmpty() || !query.matching(listing.entries()).isEmpty()) {
            String none = query.status() == ListQuery.Show.EXPIRED ? "No entry has expired."
                    : "No entry is " + query.status().word() + ".";
            String both = none.replace(".", "") + " and matches “" + query.q() + "”";
            return new EmptyState(null, query.q().isEmpty() ? none : both, null, clear);
        }
        return new EmptyState(null, "No entry matches “" + query.q() + "”",
                "The filter looks in names and addresses. To find the entry that allows an address, use “Check an address”.", clear);
    }

    private List<String> foot(boolean nothing) {
        String first = nothing && listing != null ? used() + "." : times.footLine();
        return List.of(first, times.changesTakeEffect());
    }
}
