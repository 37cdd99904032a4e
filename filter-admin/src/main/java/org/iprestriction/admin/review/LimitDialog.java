package org.iprestriction.admin.review;

import gg.jte.html.HtmlTemplateOutput;
import java.util.List;
import org.iprestriction.admin.access.Csrf;
import org.iprestriction.admin.page.Dialog;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.HiddenField;
import org.iprestriction.admin.page.Note;
import org.iprestriction.admin.text.Counts;
import org.iprestriction.entry.ListSummary;

/**
 * The dialog with the limit of a list.
 *
 * @param action   the target of the form
 * @param cancel   the target of Cancel
 * @param note     what to know before saving, or null
 * @param used     how many entries the list has; empty if the database does not answer
 * @param limit    what stands in the field; nothing for the standard limit
 * @param error    what is wrong with it, or null
 * @param standard the limit of lists for which none was set
 * @param query    the parameters of the page behind the dialog
 */
record LimitDialog(String title, String list, String action, String cancel, Note note, String used, String limit, String error,
        String standard, String csrf, String nonce, List<HiddenField> query) implements Dialog {

    static LimitDialog of(Exchange exchange, ListsQuery query, ListSummary list) {
        return of(exchange, query, list, "", null, list.ownLimit() ? Integer.toString(list.limit()) : "", null, Csrf.random());
    }

    /**
     * Returns the dialog for a form that was not saved.
     *
     * @param list null if the database does not answer
     */
    static LimitDialog refused(Exchange exchange, ListsQuery query, ListSummary list, Note note, String error) {
        return of(exchange, query, list, "Error: ", note, exchange.form().get("limit"), error, Csrf.random());
    }

    private static LimitDialog of(Exchange exchange, ListsQuery query, ListSummary list, String prefix, Note note, String limit,
            String error, String nonce) {
        String name = exchange.named();
        return new LimitDialog(prefix + "Limit of " + name, name, exchange.links().limit(name, query.parameters()),
                exchange.links().lists(query.parameters()) + "#" + AllListsPage.anchor(name), note,
                list == null ? "" : Counts.entries(list.used()) + (list.used() == 1 ? " is used." : " are used."), limit, error,
                Counts.number(exchange.context().lists().standardLimit()), exchange.csrf(), nonce,
                query.parameters().entrySet().stream().map(field -> new HiddenField(field.getKey(), field.getValue())).toList());
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JtelimitGenerated.render(output, null, this);
    }
}
