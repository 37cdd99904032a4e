package org.iprestriction.admin.api;

import org.iprestriction.entry.EntryFilter.Group;
import org.iprestriction.entry.EntryFilter;
import org.iprestriction.entry.EntryPage;
import org.iprestriction.entry.Quote;

/** Reads the resource {@code /entries}, one page after another. A list of up to {@link #MOST} entries is one page. */
final class PagesApi {
    private static final int MOST = 500;

    ApiAnswer list(ApiRequest request) {
        QueryParameters query = request.query("status", "q", "limit", "cursor");
        EntryFilter filter = new EntryFilter(text(query.get("q")), group(query.get("status")));
        int limit = limit(query.get("limit"));
        String cursor = query.get("cursor");
        String list = request.list().name();
        EntryPage page = request.list().page(filter, cursor == null ? null : Cursors.read(list, cursor), limit);
        String next = page.next() == null ? null : Cursors.of(list, page.next());
        return ApiAnswer.json(200, EntryJson.of(page, next)).header("ETag", EntryJson.etag(page.revision()));
    }

    private static Group group(String word) {
        return Group.named(word == null ? "all" : word).orElseThrow(() -> QueryParameters.bad("The parameter “status” is " + Quote.of(word)
                + ". Use all, active, pending, disabled or expired."));
    }

    static String text(String q) {
        if (q != null && q.length() > EntryFilter.LONGEST_TEXT) {
            throw QueryParameters.bad("The parameter “q” is too long. Use at most " + EntryFilter.LONGEST_TEXT + " characters.");
        }
        return q == null ? "" : q.strip();
    }

    static int limit(String text) {
        if (text == null) {
            return MOST;
        }
        int limit = text.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw QueryParameters.bad("The parameter “limit” is " + Quote.of(text) + ". Use a number from 1 to " + MOST + ".");
        }
        return limit;
    }
}
