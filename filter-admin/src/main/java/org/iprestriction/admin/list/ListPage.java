package org.iprestriction.admin.list;

import gg.jte.html.HtmlTemplateOutput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.iprestriction.access.Decision;
import org.iprestriction.address.IpAddress;
import org.iprestriction.admin.access.Csrf;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.page.Button;
import org.iprestriction.admin.page.Dialog;
import org.iprestriction.admin.page.EmptyState;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.Flash;
import org.iprestriction.admin.page.Frame;
import org.iprestriction.admin.page.Note;
import org.iprestriction.admin.page.View;
import org.iprestriction.entry.AddressCheck;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter.Group;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.Times;

/** The page of the IP list, with or without a dialog over it. */
final class ListPage implements View {
    private static final int NEARLY_FULL_PERCENT = 90;

    private final Exchange exchange;
    private final ListReading reading;
    private final Dialog dialog;
    private final Flash flash;
    private final Listing listing;
    private final Times times;
    private final ListQuery query;
    /** Whether anything can be changed here. */
    private final boolean change;
    private final String nonce = Csrf.random();

    /**
     * @param dialog the open dialog, or null
     * @param flash the message about the change just made, or null
     */
    ListPage(Exchange exchange, ListReading reading, Dialog dialog, Flash flash) {
        this.exchange = exchange;
        this.reading = reading;
        this.dialog = dialog;
        this.flash = flash;
        this.listing = reading.listing();
        this.times = exchange.times(listing);
        this.query = dialog == null ? ListQuery.of(exchange.query()) : ListQuery.behindDialog(exchange.below());
        this.change = exchange.user().admin() && reading.current();
    }

    Frame frame() {
        Frame frame = exchange.frame("").showing(times.now(), reading.current() ? StateVersion.of(listing) : null);
        return dialog == null ? frame : frame.under(dialog);
    }

    String heading() {
        return frame().place().heading();
    }

    Dialog dialog() {
        return dialog;
    }

    /** Returns the target of Add, or null if the heading has no button. */
    String add() {
        return change && !nothing() ? exchange.links().add() : null;
    }

    /** Returns whether Add only explains why nothing can be added. */
    boolean full() {
        return reading.full();
    }

    List<Note> notes() {
        var notes = new ArrayList<Note>();
        if (flash != null) {
            notes.add(flash.note(exchange.links(), exchange.csrf(), nonce));
        }
        notes.addAll(new ListNotes(exchange, reading, times).all());
        return notes;
    }

    private boolean nothing() {
        return listing == null || listing.entries().isEmpty();
    }

    /** Returns the panel, or null if the list is empty or has never been read, like {@link #check}. */
    AddressPanel address() {
        IpAddress caller = exchange.caller().address();
        return nothing() ? null : AddressPanel.of(exchange.caller(), about(caller), addHref(caller));
    }

    CheckPanel check() {
        return nothing() ? null : CheckPanel.of(query.check(), address -> about(address).answer());
    }

    private CheckResult about(IpAddress address) {
        AddressCheck check = null;
        if (address != null) {
            Decision deployment = exchange.list().deployment().decide(address);
            check = AddressCheck.of(listing.entries(), listing.now(), deployment, address);
        }
        return new CheckResult(check, listing.entries(), times, reading.current() ? exchange.links() : null, addHref(address));
    }

    private String addHref(IpAddress address) {
        return change && address != null && !reading.full() ? exchange.links().add("ip", address.toString()) : null;
    }

    /** Returns the filter bar, or null if the list is empty or has never been read. */
    FilterBar bar() {
        if (nothing()) {
            return null;
        }
        String words = reading.current() ? used() : "Revision " + listing.revision() + ", loaded " + read();
        boolean bold = reading.current() && listing.used() * 100L >= listing.limit() * (long) NEARLY_FULL_PERCENT;
        return FilterBar.of(query, listing.entries(), exchange.links(), words, bold);
    }

    /** Returns when the list that is shown was read, such as {@code today 14:21}. */
    private String read() {
        String day = new Times(times.zone(), Instant.now(), times.activation()).momentInside(listing.now());
        return day.contains(":") ? day : times.dateAndMinute(listing.now());
    }

    private String used() {
        return ListNotes.used(listing) + " used";
    }

    /** Returns the rows to show; the entry that was just saved is among them. */
    Pager pager() {
        return Pager.of(nothing() ? List.of() : query.rows(listing.entries()), query, fresh() < 0 ? query.at() : fresh(),
                exchange.links());
    }

    private long fresh() {
        return flash == null ? -1 : flash.fresh();
    }

    /** Returns the table, or null if there are no rows to show. */
    EntryTable table(Pager pager) {
        if (pager.rows().isEmpty()) {
            return null;
        }
        var offers = new TableRow.Offers(exchange.links(), reading.current(), change, exchange.csrf(), nonce, fresh());
        String place = pager.place() == null ? "" : " Entries " + pager.place() + ".";
        return EntryTable.of(query, exchange.links(), "Allowed IP addresses and ranges." + place + " " + times.footLine(),
                pager.rows().stream().map(e -> TableRow.of(e, times, listing.nodes(), offers)).toList());
    }

    /** Returns the content shown instead of the table. */
    EmptyState empty() {
        return nothing() ? nothingYet() : noMatch();
    }

    private EmptyState nothingYet() {
        if (listing == null) {
            return new EmptyState("warning", "The list cannot be shown",
                    "This server has not been able to read it since it started.", List.of());
        }
        var buttons = new ArrayList<Button>();
        if (change) {
            buttons.add(Button.add(exchange.links().add()));
            IpAddress caller = exchange.caller().address();
            if (caller != null && !exchange.caller().throughUnknownProxy()) {
                buttons.add(Button.plain("Add my current address (" + caller + ")", addHref(caller)));
            }
        }
        return new EmptyState("shield", "No IP addresses yet", "Until you add one, every request to the REST API is "
                + "blocked. Add the addresses your servers and partners call the API from.", buttons);
    }

    private EmptyState noMatch() {
        List<Button> clear = List.of(Button.plain("Clear filter", exchange.links().list()));
        if (query.filter().text().isEmpty() || !query.filter().matching(listing.entries()).isEmpty()) {
            String none = query.filter().group() == Group.EXPIRED ? "No entry has expired."
                    : "No entry is " + query.filter().group().word() + ".";
            String both = none.replace(".", "") + " and matches “" + query.filter().text() + "”";
            return new EmptyState(null, query.filter().text().isEmpty() ? none : both, null, clear);
        }
        return new EmptyState(null, "No entry matches “" + query.filter().text() + "”",
                "The filter looks in names and addresses. To find the entry that allows an address, use “Check an address”.", clear);
    }

    List<String> foot() {
        String first = nothing() && listing != null ? used() + "." : times.footLine();
        return List.of(first, times.changesTakeEffect());
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JtelistGenerated.render(output, null, this);
    }
}
