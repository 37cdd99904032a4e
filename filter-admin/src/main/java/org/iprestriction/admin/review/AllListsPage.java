package org.iprestriction.admin.review;

import gg.jte.html.HtmlTemplateOutput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.iprestriction.admin.http.ListId;
import org.iprestriction.admin.page.Button;
import org.iprestriction.admin.page.Dialog;
import org.iprestriction.admin.page.EmptyState;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.Flash;
import org.iprestriction.admin.page.Frame;
import org.iprestriction.admin.page.Links;
import org.iprestriction.admin.page.Note;
import org.iprestriction.admin.page.View;
import org.iprestriction.admin.text.Counts;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.ListSummary;
import org.iprestriction.entry.ListsPage;
import org.iprestriction.entry.Times;
import org.iprestriction.settings.Setting;

/** The page of all lists, with or without a dialog over it. */
final class AllListsPage implements View {

    /**
     * A list in the table.
     *
     * @param id        the element's id
     * @param used      how many entries it has, of how many
     * @param full      whether it takes no more
     * @param changedAt when it was changed, or null
     */
    record Row(String id, String name, String href, String used, boolean full, Instant changedAt, String changed, String changedBy,
            String limitHref) {

        static Row of(ListSummary list, ListsQuery query, Times times, Links links) {
            return new Row(anchor(list.name()), list.name(), links.listOf(list.name()),
                    Counts.number(list.used()) + " of " + Counts.number(list.limit()), list.used() >= list.limit(), list.changedAt(),
                    list.changedAt() == null ? "Never" : times.moment(list.changedAt()), list.changedBy(),
                    links.limit(list.name(), query.parameters()));
        }
    }

    private final Exchange exchange;
    private final ListsQuery query;
    private final ListsPage lists;
    private final String problem;
    private final Dialog dialog;
    private final Flash flash;

    /**
     * @param lists   the lists of this page, or null if they cannot be read
     * @param problem why they cannot be read, or null
     * @param dialog  the open dialog, or null
     * @param flash   the message about the change just made, or null
     */
    AllListsPage(Exchange exchange, ListsQuery query, ListsPage lists, String problem, Dialog dialog, Flash flash) {
        this.exchange = exchange;
        this.query = query;
        this.lists = lists;
        this.problem = problem;
        this.dialog = dialog;
        this.flash = flash;
    }

    /** Returns the id of the row of a list, for links to it. */
    static String anchor(String name) {
        return "l-" + ListId.of(name);
    }

    Frame frame() {
        Frame frame = exchange.frame("Lists").ofAllLists();
        return dialog == null ? frame : frame.under(dialog);
    }

    Dialog dialog() {
        return dialog;
    }

    List<Note> notes() {
        var notes = new ArrayList<Note>();
        if (flash != null) {
            notes.add(flash.note(exchange.links(), exchange.csrf(), ""));
        }
        if (lists == null) {
            notes.add(Note.bad(Phrase.EMPTY.strong("The lists cannot be shown right now").text(". " + problem
                    + " The API keeps applying them. ").link("Try again", exchange.links().lists(query.parameters()))).role("alert"));
        }
        exchange.notices().forEach(sentence -> notes.add(Note.warn(Phrase.of(sentence)).role("alert")));
        return notes;
    }

    /** Returns whether there is anything to search in. */
    boolean searchable() {
        return lists != null && !(lists.lists().isEmpty() && query.search().isEmpty() && query.after() == null);
    }

    String search() {
        return query.search();
    }

    List<Row> rows() {
        return lists == null ? List.of() : lists.lists().stream().map(list -> Row.of(list, query, times(), exchange.links())).toList();
    }

    /** Returns the content shown instead of the table. */
    EmptyState empty() {
        if (lists == null) {
            return new EmptyState("warning", "The lists cannot be shown", "The database could not be asked for them.", List.of());
        }
        if (query.search().isEmpty()) {
            return query.after() == null ? new EmptyState("shield", "No lists yet",
                    "A list appears here once somebody has added an entry to it or set its limit.", List.of())
                    : new EmptyState(null, "There are no more lists", null, List.of());
        }
        var buttons = new ArrayList<Button>();
        boolean possible = Setting.LIST.accepts(query.search());
        if (possible) {
            buttons.add(Button.plain("Open the list “" + query.search() + "”", exchange.links().listOf(query.search())));
        }
        buttons.add(Button.plain("Clear search", exchange.links().lists()));
        return new EmptyState(null, "No list’s name contains “" + query.search() + "”", possible
                ? "The list of an account that has no entries yet is not shown here. You can open it by its exact name." : null, buttons);
    }

    /** Returns the page before, or null. */
    String previous() {
        return query.previous() == null ? null : exchange.links().lists(query.previous().parameters());
    }

    String previousText() {
        return query.knowsPrevious() ? "Previous" : "First page";
    }

    /** Returns the page after, or null. */
    String next() {
        return lists == null || lists.next() == null ? null : exchange.links().lists(query.next(lists.next()).parameters());
    }

    List<String> foot() {
        return List.of(times().footLine(), "A list that no entry was ever added to holds nothing and allows nobody.");
    }

    private Times times() {
        return exchange.times(null);
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JteallListsGenerated.render(output, null, this);
    }
}
