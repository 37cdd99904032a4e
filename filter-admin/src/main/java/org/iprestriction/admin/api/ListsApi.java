package org.iprestriction.admin.api;

import java.util.List;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.context.AdminContext;
import org.iprestriction.admin.context.AllLists;
import org.iprestriction.admin.http.ListId;
import org.iprestriction.admin.json.JsonObject;
import org.iprestriction.entry.ListSummary;
import org.iprestriction.entry.ListsPage;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;

/** The resource {@code /lists} and each list in it, in short. Only for operators. */
final class ListsApi {
    private static final String LIMIT = "limit";
    private static final String MAX = "max";

    private final AllLists lists;
    private final ChangeRate rate;
    private final Settings settings;

    ListsApi(AdminContext context) {
        this.lists = context.lists();
        this.rate = context.changes();
        this.settings = context.settings();
    }

    ApiAnswer list(ApiRequest request) {
        QueryParameters query = request.query("q", LIMIT, "cursor");
        String cursor = query.get("cursor");
        ListsPage page = lists.page(PagesApi.text(query.get("q")), cursor == null ? null : Cursors.readList(cursor),
                PagesApi.limit(query.get(LIMIT)));
        return ApiAnswer.json(200, new JsonObject().put("items", page.lists().stream().map(ListsApi::json).toList())
                .put("next", page.next() == null ? null : Cursors.ofList(page.next())));
    }

    ApiAnswer one(ApiRequest request) {
        request.query();
        return answer(lists.one(request.list().name()));
    }

    /** Sets the limit, such as {@code {"limit":{"max":100}}}; null is the standard limit. */
    ApiAnswer patch(ApiRequest request) {
        request.query();
        JsonObject body = request.body();
        EntryReader reader = new EntryReader(settings);
        reader.requireKnown(body, List.of(LIMIT), "#");
        Object limit = body.get(LIMIT);
        if (limit instanceof JsonObject members) {
            reader.requireKnown(members, List.of(MAX), "#/limit");
        } else if (limit != null) {
            throw EntryReader.wrongType(LIMIT, "an object such as {\"max\":100}, or null for the standard limit", "#");
        }
        reader.requireNoFaults();
        String name = request.list().name();
        if (body.has(LIMIT) && !(limit instanceof JsonObject members && !members.has(MAX))) {
            lists.setLimit(name, limit == null ? null : max(((JsonObject) limit).get(MAX)), request.author(false, rate));
        }
        return answer(lists.one(name));
    }

    private static Integer max(Object max) {
        if (max == null) {
            return null;
        }
        if (!(max instanceof Number)) {
            throw EntryReader.wrongType(MAX, "a number", "#/limit");
        }
        if (!Setting.MAX_ENTRIES.accepts(max.toString())) {
            String detail = "The limit of a list has to be " + Setting.MAX_ENTRIES.legal() + ", or null for the standard limit.";
            throw new ApiProblem(422, "validation", detail).faults(List.of(new Fault("limit.range", "#/limit/max", detail)));
        }
        return Integer.valueOf(max.toString());
    }

    private static ApiAnswer answer(ListSummary list) {
        return ApiAnswer.json(200, json(list)).header("ETag", EntryJson.etag(list.revision()));
    }

    private static JsonObject json(ListSummary list) {
        return new JsonObject().put("id", ListId.of(list.name())).put("name", list.name()).put("used", list.used())
                .put(LIMIT, new JsonObject().put(MAX, list.limit()).put("own", list.ownLimit())).put("revision", list.revision())
                .put("changedAt", EntryJson.text(list.changedAt())).put("changedBy", list.changedBy());
    }
}
