package org.iprestriction.admin.page;

import gg.jte.html.HtmlTemplateOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iprestriction.admin.access.OriginFault;
import org.iprestriction.admin.access.PasswordChecks;
import org.iprestriction.admin.http.Body;
import org.iprestriction.entry.Change;
import org.iprestriction.entry.Quote;
import org.iprestriction.entry.Times;

/** A page that only shows a message: not found, refused, too large, something went wrong. */
public record MessagePage(Frame frame, String icon, String heading, String text, List<Button> buttons) implements View {

    public static void notFound(Exchange exchange) throws IOException {
        show(exchange, 404, "Page not found", "refused", "Page not found",
                "There is nothing at this address. It may be mistyped, or the page may have been removed.", List.of());
    }

    /** Sends the page for an entry that no longer exists. {@code again} is the dialog with what was typed. */
    public static void gone(Exchange exchange, Optional<Change> last, String again) throws IOException {
        Times times = exchange.times(null);
        String text = last.filter(c -> c.verb().equals("deleted") || c.verb().equals("undone"))
                .map(c -> c.who() + (c.verb().equals("deleted") ? " deleted " : " took back ") + c.entryName()
                        + (c.before() == null ? "" : " (" + c.before().split(",")[0] + ")")
                        + (exchange.named() == null ? "" : " in the list " + Quote.of(c.list())) + " on "
                        + times.dateAndMinute(c.at()) + ".")
                .orElse("It was deleted, or its address is mistyped.");
        show(exchange, 404, "Entry not found", "refused", "This entry no longer exists", text,
                again == null || !exchange.user().admin() ? List.of() : List.of(Button.plain("Add it again", again)));
    }

    public static void refused(Exchange exchange, OriginFault fault) throws IOException {
        show(exchange, 403, "Request refused", "refused", "Request refused",
                "This change was not sent from this page, so nothing was changed. "
                        + fault.advice(exchange.user() == null), List.of());
    }

    public static void viewer(Exchange exchange) throws IOException {
        show(exchange, 403, "Request refused", "refused", "You can look at this list but not change it.",
                "Nothing was changed. Ask for the role " + exchange.context().roles().admin() + " if you need to change it.", List.of());
    }

    /** Sends the page for somebody who has signed in, but of whom the application does not say which list is theirs. */
    public static void noList(Exchange exchange) throws IOException {
        show(exchange, 403, "No account", "refused", "This user belongs to no account",
                "Each account has an IP list of its own, and the application does not say which one is for " + exchange.user().user()
                        + ". Nothing was changed. Ask the operator of the application to assign this user to an account. For the operator: "
                        + exchange.context().from().problem(exchange.request()), List.of());
    }

    public static void method(Exchange exchange, String allow) throws IOException {
        exchange.response().setHeader("Allow", allow);
        show(exchange, 405, "Request refused", "refused", "This page cannot be used that way",
                "Nothing was changed. Go back to the list and use its buttons.", List.of());
    }

    /** Sends the page for a form that could not be read. */
    public static void unread(Exchange exchange, Body.Outcome outcome) throws IOException {
        switch (outcome) {
            case TOO_LARGE -> show(exchange, 413, "Request refused", "refused", "That is too much text",
                    "A form can hold up to 16 KB. Nothing was changed. Enter one address or range per entry.", List.of());
            case TOO_SLOW -> show(exchange, 408, "Request refused", "refused", "That took too long",
                    "The form did not arrive in time. Nothing was changed. Go back and send it again.", List.of());
            case CROWDED_OUT -> {
                exchange.response().setHeader("Retry-After", PasswordChecks.RETRY_SECONDS);
                show(exchange, 503, "Busy", "warning", "The server is busy",
                        "Nothing was changed. Go back and send the form again in a moment.", List.of());
            }
            default -> show(exchange, 400, "Request refused", "refused", "The form cannot be read",
                    "It ended early or was damaged on its way. Nothing was changed. Go back and send it again.", List.of());
        }
    }

    public static void failed(Exchange exchange, String id) throws IOException {
        show(exchange, 500, "Error", "warning", "Something went wrong", "Error id " + id + " is in the server log.",
                List.of());
    }

    private static void show(Exchange exchange, int status, String title, String icon, String heading, String text,
            List<Button> more) throws IOException {
        var buttons = new ArrayList<Button>();
        if (exchange.user() == null || exchange.list() != null) {
            buttons.add(Button.primary("Go to the IP list", exchange.links().list()));
        } else if (exchange.user().operator()) {
            buttons.add(Button.primary("Go to the lists", exchange.links().lists()));
        }
        buttons.addAll(more);
        exchange.html(status, new MessagePage(exchange.frame(title), icon, heading, text, buttons));
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JtemessageGenerated.render(output, null, this);
    }
}
