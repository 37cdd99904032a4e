package org.iprestriction.admin.review;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.FakeExchange;
import org.iprestriction.admin.page.Flash;
import org.iprestriction.admin.page.Sample;
import org.iprestriction.admin.page.View;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.ListSummary;
import org.iprestriction.entry.ListsPage;

/** The page of all lists in each of its states, for the tests of other packages. */
public final class ReviewViews {
    private static final List<String> NAMES = List.of("acme", "Ärzte Süd GmbH", "株式会社", "شركة الاختبار", "<script>alert(1)</script>\"'&",
            "a-very-long-name-of-an-account-without-any-space-in-it-that-has-to-be-broken-somewhere-or-other-100-ch");

    private ReviewViews() {}

    public static Map<String, View> all() {
        var states = new LinkedHashMap<String, View>();
        ListsPage some = new ListsPage(IntStream.range(0, NAMES.size()).mapToObj(i -> new ListSummary(NAMES.get(i), i == 2 ? 50 : i, 50, i == 2, 40 + i,
                i == 1 ? null : Sample.NOW.minusSeconds(86_400L * i), i == 1 ? null : "m.demir")).toList(), "acme");
        ListsPage none = new ListsPage(List.of(), null);
        states.put("lists", page("/lists", null, some, null));
        states.put("lists-page", page("/lists", "q=a&after=acme&trail=..", some, null));
        states.put("lists-empty", page("/lists", null, none, null));
        states.put("lists-no-match", page("/lists", "q=%3Cscript%3Ealert(1)", none, null));
        states.put("lists-beyond", page("/lists", "after=zzz", none, null));
        states.put("lists-down", page("/lists", null, null, "The database does not answer."));
        Exchange x = new FakeExchange("/lists").operator().build();
        states.put("lists-saved", new AllListsPage(x, ListsQuery.of(x.query()), some, null, null, new Flash("ok",
                Phrase.EMPTY.strong("The limit of “acme” is saved.").text(" The list may have 100 entries."), Phrase.EMPTY, -1, -1, -1)));
        Exchange limit = new FakeExchange("/lists/acme/limit").operator().query("q=a").build();
        ListsQuery query = ListsQuery.of(limit.query());
        states.put("limit", new AllListsPage(limit, query, some, null, LimitDialog.of(limit, query, some.lists().get(0)), null));
        states.put("limit-wrong", new AllListsPage(limit, query, some, null, LimitDialog.refused(limit, query, some.lists().get(0), null,
                "Enter a whole number from 1 to 1,000,000, such as 100."), null));
        states.put("limit-down", new AllListsPage(limit, query, null, "The database does not answer.", LimitDialog.refused(limit, query, null,
                null, null), null));
        return states;
    }

    private static View page(String path, String query, ListsPage lists, String problem) {
        Exchange exchange = new FakeExchange(path).operator().query(query).build();
        return new AllListsPage(exchange, ListsQuery.of(exchange.query()), lists, problem, null, null);
    }
}
