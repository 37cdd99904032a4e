package org.iprestriction.admin.review;

import java.io.IOException;
import java.time.Duration;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.context.AllLists;
import org.iprestriction.admin.context.StoreDown;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.Flash;
import org.iprestriction.admin.page.Note;
import org.iprestriction.admin.text.Counts;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.database.OutcomeUnknownException;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.ListSummary;
import org.iprestriction.entry.ListsPage;
import org.iprestriction.settings.Setting;

/** The requests for the page of all lists, and for the limit of one of them. Only for operators. */
public final class AllListsScreen {
    private static final int SIZE = 50;

    private AllListsScreen() {}

    public static void show(Exchange exchange) throws IOException {
        show(exchange, 200, ListsQuery.of(exchange.query()), null, Flash.take(exchange.session(), Flash.ALL_LISTS));
    }

    /** Shows the dialog with the limit of the list in the path. */
    public static void askLimit(Exchange exchange) throws IOException {
        ListsQuery query = ListsQuery.of(exchange.query());
        ListSummary list = one(exchange);
        show(exchange, 200, query, list == null ? null : LimitDialog.of(exchange, query, list), null);
    }

    public static void setLimit(Exchange exchange) throws IOException {
        String typed = exchange.form().get("limit").strip();
        boolean standard = exchange.form().has("standard") || typed.isEmpty();
        Duration wait;
        if (!exchange.tokenHolds()) {
            refuse(exchange, 403, notYet(exchange.interrupted() + " while this form was open. Check it and save again."), null);
        } else if (!standard && !Setting.MAX_ENTRIES.accepts(typed)) {
            refuse(exchange, 422, null, "Enter a whole number from 1 to 1,000,000, such as 100.");
        } else if (!(wait = exchange.context().changes().take(exchange.user().user())).isZero()) {
            exchange.retryAfter(wait);
            refuse(exchange, 429, Note.warn(Phrase.of(ChangeRate.sentence(wait))), null);
        } else {
            save(exchange, standard ? null : Integer.valueOf(typed));
        }
    }

    private static void save(Exchange exchange, Integer limit) throws IOException {
        AllLists lists = exchange.context().lists();
        try {
            lists.setLimit(exchange.named(), limit, exchange.author());
            int entries = limit == null ? lists.standardLimit() : limit;
            new Flash("ok", Phrase.EMPTY.strong("The limit of “" + exchange.named() + "” is saved.").text(" The list may have "
                    + Counts.entries(entries) + (limit == null ? ", the standard limit." : ".")), Phrase.EMPTY, -1, -1, -1)
                    .put(exchange.session(), Flash.ALL_LISTS);
            exchange.redirect(exchange.links().lists(ListsQuery.of(exchange.form()).parameters()) + "#flash");
        } catch (EntryRejectedException e) { // the form was sent before, with another limit
            refuse(exchange, 422, notYet("This form was sent once already, with another limit. Check it and save again."), null);
        } catch (OutcomeUnknownException e) {
            refuse(exchange, 503, Note.bad(Phrase.EMPTY.strong("It is not known whether this was saved.").text(" " + e.getMessage()
                    + " Save again to make sure: nothing is saved twice.")), null);
        } catch (StoreUnavailableException e) {
            refuse(exchange, 503, Note.bad(Phrase.of(StoreDown.notSaved(e))), null);
        }
    }

    private static Note notYet(String why) {
        return Note.warn(Phrase.EMPTY.strong("Not saved yet.").text(" " + why));
    }

    /** Shows the dialog again with what was typed. */
    private static void refuse(Exchange exchange, int status, Note note, String error) throws IOException {
        ListsQuery query = ListsQuery.of(exchange.form());
        show(exchange, status, query, LimitDialog.refused(exchange, query, one(exchange), note, error), null);
    }

    /** Returns the list in the path; null if the database does not answer. */
    private static ListSummary one(Exchange exchange) {
        try {
            return exchange.context().lists().oneSoon(exchange.named());
        } catch (StoreUnavailableException e) {
            return null;
        }
    }

    private static void show(Exchange exchange, int status, ListsQuery query, LimitDialog dialog, Flash flash) throws IOException {
        ListsPage lists = null;
        String problem = null;
        try {
            lists = exchange.context().lists().pageSoon(query.search(), query.after(), SIZE);
        } catch (StoreUnavailableException e) {
            problem = e.getMessage();
        }
        exchange.html(status, new AllListsPage(exchange, query, lists, problem, dialog, flash));
    }
}
