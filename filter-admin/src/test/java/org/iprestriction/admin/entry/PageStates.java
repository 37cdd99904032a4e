package org.iprestriction.admin.entry;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.list.ListViews;
import org.iprestriction.admin.page.Button;
import org.iprestriction.admin.page.Dialog;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.FakeExchange;
import org.iprestriction.admin.page.Flash;
import org.iprestriction.admin.page.Frame;
import org.iprestriction.admin.page.HiddenField;
import org.iprestriction.admin.page.MessagePage;
import org.iprestriction.admin.page.Note;
import org.iprestriction.admin.page.Place;
import org.iprestriction.admin.page.Sample;
import org.iprestriction.admin.page.View;
import org.iprestriction.admin.review.ReviewViews;
import org.iprestriction.admin.signin.SignInViews;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.entry.Times;

/** Every state of the pages as HTML, by name. */
final class PageStates {
    private PageStates() {}

    static Map<String, String> all() {
        var states = new LinkedHashMap<String, String>();
        ListReading list = new ListReading(Sample.listing(Sample.all()), true);
        states.put("list", page(new FakeExchange(""), list));
        states.put("everything", page(new FakeExchange(""), new ListReading(Sample.listing(Sample.everything()), true)));
        Times times = Sample.times();
        states.put("list-saved", flash(list, ChangeMessages.added(Sample.crm(), times)));
        states.put("too-late", flash(list, Flash.warn(Phrase.EMPTY.strong("Too late to undo.")
                .text(" The change took effect at 14:37 UTC."))));
        states.put("covered", page(new FakeExchange("").from("185.86.12.44"), list));
        states.put("soon", page(new FakeExchange("").from("192.168.10.12"), list));
        states.put("until", page(new FakeExchange("").from("203.0.113.77"), list));
        states.put("this-computer", page(new FakeExchange("").from("127.0.0.1"), list));
        states.put("unknown-proxy", page(new FakeExchange("").from("10.0.0.7").header("X-Forwarded-For", "203.0.113.9"),
                list));
        states.put("unidentified", page(new FakeExchange("").from(null), list));
        states.put("check", page(new FakeExchange("").query("check=192.168.10.15"), list));
        states.put("check-no", page(new FakeExchange("").query("check=203.0.113.200"), list));
        states.put("check-wrong", page(new FakeExchange("").query("check=192.168.10.256"), list));
        states.put("no-match", page(new FakeExchange("").query("q=warehouse"), list));
        states.put("none-expired", page(new FakeExchange("").query("status=expired"),
                new ListReading(Sample.listing(List.of(Sample.billing())), true)));
        states.put("sorted", page(new FakeExchange("").query("sort=changed&dir=desc"), list));
        states.put("empty", page(new FakeExchange(""), new ListReading(Sample.listing(List.of()), true)));
        states.put("none-active", page(new FakeExchange(""), new ListReading(Sample.listing(List.of(Sample.crm(),
                Sample.erp())), true)));
        states.put("limit", page(new FakeExchange("").from("185.86.12.44"), new ListReading(Sample.listing(Sample.all(), 7),
                true)));
        states.put("store-down", page(new FakeExchange("").from("185.86.12.44"), new ListReading(Sample.listing(Sample.all()),
                false)));
        states.put("store-down-never-read", page(new FakeExchange(""), new ListReading(null, false)));
        states.put("report", page(new FakeExchange("").reporting(), list));
        states.put("operator", page(new FakeExchange("").operator(), list));
        states.put("other-list", page(new FakeExchange("/lists/acme").operator(), list));
        states.put("viewer", page(new FakeExchange("").viewer(), list));
        dialogs(states, list);
        messages(states);
        ReviewViews.all().forEach((name, view) -> states.put(name, html(view)));
        return states;
    }

    private static void dialogs(Map<String, String> states, ListReading list) {
        EntryFields range = new EntryFields("range", "CRM connector", "192.168.10.5/24", "", "", "", true);
        states.put("new", dialog("/new", list, null, new EntryFields("ip", "", "", "", "", "", true), null));
        states.put("new-range", dialog("/new", list, null, new EntryFields("range", "Data warehouse",
                "192.168.0.10 - 192.168.10.20", "", "", "", true), null));
        EntryInput input = EntryInput.of(range, null, Sample.times(), Sample.SETTINGS);
        states.put("invalid", invalid(list, range, input));
        EntryFields wrong = new EntryFields("", "", "", "maybe", "at", "tomorrow", true);
        states.put("all-wrong", invalid(list, wrong, EntryInput.of(wrong, null, Sample.times(), Sample.SETTINGS)));
        states.put("edit", dialog("/4", list, Sample.istanbul(), new EntryFields("range", "Istanbul office", "185.86.12.0/23",
                "allow", "P7D", "", true), null));
        states.put("signed-out", dialog("/4", list, Sample.istanbul(), new EntryFields("range", "Istanbul office",
                "185.86.12.0/23", "block", "at", "2026-10-09T18:00", false),
                Note.warn(Phrase.EMPTY.strong("Not saved yet.")
                        .text(" You were signed out while this form was open. What you typed is still here. Check it and save again."))));
        Exchange viewer = new FakeExchange("/4").viewer().build();
        states.put("view", html(viewer, list, EntryDialog.of(viewer, list, Sample.istanbul(),
                EntryFields.of(Sample.istanbul().saved(), Sample.times().zone()), null, List.of(), 7, false)));
        Exchange x = new FakeExchange("/4").from("185.86.12.44").build();
        Entry theirs = Sample.entry(4, Sample.spec("Istanbul office", "185.86.12.0/25"), Sample.istanbul().inForce(),
                EntryStatus.PENDING_CHANGE, "2026-10-02T14:31:00Z", "m.demir", false,
                Sample.step("2026-10-02T14:36:00Z", Sample.spec("Istanbul office", "185.86.12.0/25")));
        states.put("conflict", html(x, list, ConflictDialog.of(theirs, new EntryFields("range", "Istanbul office",
                "185.86.12.0/23", "allow", "", "", true), 6, x, list)));
        Exchange y = new FakeExchange("/4/delete").from("185.86.12.44").build();
        states.put("delete", html(y, list, DeleteDialog.of(y, list, Sample.istanbul(), null)));
        states.put("delete-changed", html(y, list, DeleteDialog.of(y, list, theirs,
                Phrase.of("m.demir changed this entry at 14:31 UTC. It is now ").mono("185.86.12.0/25").text("."))));
        states.put("delete-idle", html(y, list, DeleteDialog.of(y, list, Sample.erp(), null)));
        ListReading one = new ListReading(Sample.listing(List.of(Sample.istanbul())), true);
        states.put("delete-last", html(y, one, DeleteDialog.of(y, one, Sample.istanbul(), null)));
    }

    private static void messages(Map<String, String> states) {
        Exchange x = new FakeExchange("/99").build();
        states.put("gone", html(new MessagePage(x.frame("Entry not found"), "refused",
                "This entry no longer exists",
                "m.demir deleted Legacy FTP (198.51.100.9) on 1 Sep 2026, 16:40.",
                List.of(Button.primary("Go to the IP list", x.links().list()), Button.plain("Add it again",
                        x.links().add("ip", "198.51.100.9", "Legacy FTP"))))));
        states.put("refused", html(new MessagePage(x.frame("Request refused"), "refused", "Request refused",
                "This change was not sent from this page, so nothing was changed.",
                List.of(Button.primary("Go to the IP list", x.links().list())))));
        Frame nobody = new Frame(x.links(), Place.OWN, "Sign in", "Example API", null, "", Instant.now(), null, false, false);
        states.put("sign-in", html(SignInViews.of(nobody, "", null, null, "", List.of())));
        states.put("sign-in-wrong", html(SignInViews.of(new Frame(x.links(), Place.OWN, "Error: Sign in", "Example API", null, "", Instant.now(), null, false, false), "admin",
                "The user name or the password is not right.",
                Note.warn(Phrase.of("You were signed out while this form was open.")), "/new",
                        List.of(new HiddenField("typed.name", "<b>")))));
    }

    private static String invalid(ListReading shown, EntryFields typed, EntryInput input) {
        Exchange x = new FakeExchange("").build();
        List<EntryDialog.FieldError> errors = new ArrayList<>();
        input.problems().forEach(p -> errors.add(EntryDialog.error(p, null, x.links())));
        return html(x, shown, EntryDialog.of(x, shown, null, typed, null, errors, -1, true));
    }

    private static String dialog(String path, ListReading shown, Entry entry, EntryFields typed, Note note) {
        Exchange x = new FakeExchange(path).build();
        return html(x, shown, EntryDialog.of(x, shown, entry, typed, note, List.of(), entry == null ? -1 : 7,
                note != null));
    }

    private static String flash(ListReading shown, Flash flash) {
        return html(ListViews.of(new FakeExchange("").build(), shown, null, flash));
    }

    static String page(FakeExchange request, ListReading shown) {
        return html(request.build(), shown, null);
    }

    private static String html(Exchange x, ListReading shown, Dialog dialog) {
        return html(ListViews.of(x, shown, dialog, null));
    }

    static String html(View view) {
        StringOutput html = new StringOutput();
        view.render(new OwaspHtmlTemplateOutput(html));
        return html.toString();
    }
}
