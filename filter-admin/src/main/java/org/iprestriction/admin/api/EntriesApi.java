package org.iprestriction.admin.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.access.Roles;
import org.iprestriction.admin.context.AdminContext;
import org.iprestriction.admin.context.ListReader;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.context.UnknownOutcome;
import org.iprestriction.admin.json.JsonItems;
import org.iprestriction.admin.json.JsonObject;
import org.iprestriction.database.OutcomeUnknownException;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter;
import org.iprestriction.entry.EntryName;
import org.iprestriction.entry.EntryOrder;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Quote;
import org.iprestriction.entry.Replacement;
import org.iprestriction.jpa.EntryStore;
import org.iprestriction.settings.Settings;

/** The resource {@code /entries} and the resources below it. */
final class EntriesApi {
    /** How many items beyond the limit are still read, so that all errors in them can be reported at once. */
    private static final int FEW = 100;

    private final EntryStore store;
    private final Settings settings;
    private final String list;
    private final ChangeRate rate;
    private final Roles roles;
    private final ListReader reader;

    EntriesApi(AdminContext context) {
        this.store = context.store();
        this.settings = context.settings();
        this.list = context.list();
        this.rate = context.changes();
        this.roles = context.roles();
        this.reader = context.reader();
    }

    ApiAnswer one(ApiRequest request, long id) {
        request.query();
        return answer(200, find(id));
    }

    ApiAnswer add(ApiRequest request) {
        EntryStore chosen = store(request);
        EntrySpec spec = spec(request.body());
        Author author = author(request, true);
        Entry added = chosen.add(list, spec, author);
        return answer(201, added).header("Location", "entries/" + added.id());
    }

    ApiAnswer put(ApiRequest request, long id) {
        EntryStore chosen = store(request);
        EntityTags tags = request.ifMatch(false, "\"7\"");
        EntrySpec spec = spec(request.body());
        return change(chosen, request, find(id), tags, spec);
    }

    /** Merges a patch such as {@code {"enabled":false}} into the saved state (RFC 7396). */
    ApiAnswer patch(ApiRequest request, long id) {
        EntryStore chosen = store(request);
        EntityTags tags = request.ifMatch(false, "\"7\"");
        JsonObject patch = request.body();
        EntryReader reader = new EntryReader(settings);
        reader.requireKnown(patch, EntryReader.MEMBERS, "#");
        reader.requireNoFaults();
        Entry current = find(id);
        return change(chosen, request, current, tags, spec(merged(current, patch)));
    }

    ApiAnswer delete(ApiRequest request, long id) {
        EntryStore chosen = store(request);
        EntityTags tags = request.ifMatch(true, "\"7\"");
        // an entry whose row cannot be read has no tag, but can still be deleted
        long version = tags.any() ? EntryStore.ANY : version(tags, find(id));
        Optional<Entry> left = chosen.delete(list, id, version, author(request, false));
        return left.map(entry -> answer(202, entry)).orElseGet(ApiAnswer::noContent);
    }

    ApiAnswer undo(ApiRequest request, long id) {
        request.query();
        EntryReader reader = new EntryReader(settings);
        reader.requireKnown(request.body(), List.of(), "#");
        reader.requireNoFaults();
        long version = request.brings("If-Match") ? version(request.ifMatch(true, "\"7\""), find(id)) : EntryStore.ANY;
        Optional<Entry> left = store.undo(list, id, version, author(request, true));
        return left.map(entry -> answer(200, entry)).orElseGet(ApiAnswer::noContent);
    }

    ApiAnswer replace(ApiRequest request) {
        boolean dryRun = request.query("dryRun").flag("dryRun");
        EntityTags tags = request.ifMatch(false, "\"r44\"");
        List<EntrySpec> specs = specs(request.bytes());
        long revision = store.revision(list);
        if (!tags.match(EntryJson.etag(revision))) {
            OptionalLong earlier = tags.earlier("r", revision);
            throw listConflict((earlier.isPresent() ? "Something was saved since revision " + earlier.getAsLong()
                    + ". The list is now at revision " : "If-Match names no revision of this list, which is now at revision ")
                    + revision + ". Read it again.", revision);
        }
        Author author = dryRun ? request.author(false) : author(request, false);
        try {
            Replacement done = store.replace(list, specs, revision, dryRun, author);
            JsonObject body = new JsonObject().put("added", done.added()).put("changed", done.changed())
                    .put("removed", done.removed()).put("unchanged", done.unchanged()).put("revision", done.revision());
            return ApiAnswer.json(200, body).header("ETag", EntryJson.etag(done.revision()));
        } catch (EntryRejectedException e) {
            if (e.reason() == EntryRejectedException.Reason.CONFLICT) {
                throw listConflict(e.getMessage(), store.revision(list));
            }
            throw problem(e, problem -> Fault.among(problem, "#/items"));
        }
    }

    /** Returns the refusal of a change to one entry, where the entry is the whole body. */
    ApiProblem problem(EntryRejectedException rejection) {
        return problem(rejection, problem -> Fault.of(problem, "#"));
    }

    /** Returns the refusal of a change of which it is not known whether it was saved, with what the list says now. */
    ApiProblem unknown(ApiRequest request, ApiRoute route, String method, OutcomeUnknownException failure) {
        boolean post = method.equals("POST");
        boolean whole = route.kind() == ApiRoute.Kind.ENTRIES && !post;
        ListReading now = reader.read();
        Entry entry = whole ? null : route.id() > 0 ? now.entry(route.id()).orElse(null) : named(now, request.body().get("name"));
        String says = whole && now.current() ? "The list is now at revision " + now.listing().revision() + "."
                : UnknownOutcome.listSays(now, entry);
        ApiProblem problem = new ApiProblem(503, "outcome_unknown", "It is not known whether this was saved. "
                + failure.getMessage() + " " + says + (post && request.brings("Idempotency-Key")
                        ? " Repeat the request with the same Idempotency-Key: nothing is saved twice."
                        : " Read the list before you repeat the request."));
        if (now.current()) {
            problem.with("revision", now.listing().revision());
        }
        return now.current() && !whole ? problem.with("current", entry == null ? null : EntryJson.of(entry)) : problem;
    }

    private static Entry named(ListReading now, Object name) {
        String key = EntryName.key(String.valueOf(name).strip());
        return now.entries().stream().filter(entry -> EntryName.key(entry.name()).equals(key)).findFirst().orElse(null);
    }

    private ApiProblem problem(EntryRejectedException rejection, Function<EntryRejectedException.Problem, Fault> fault) {
        ApiProblem problem = Rejections.problem(rejection, fault);
        if (rejection.problems().stream().anyMatch(found -> found.code().equals("limit_reached"))) {
            problem.with("limit", limit());
        }
        return problem;
    }

    /** Returns the store for the change of a request: with {@code effective=now}, the one whose changes do not wait. */
    private EntryStore store(ApiRequest request) {
        String effective = request.query("effective").get("effective");
        if (effective == null) {
            return store;
        }
        if (!effective.equals("now")) {
            throw QueryParameters.bad("The parameter “effective” is " + Quote.of(effective)
                    + ". Use now, or leave it out: the change then takes effect after the activation delay.");
        }
        if (!request.mayChangeNow()) {
            throw new ApiProblem(403, "forbidden", "This user may not make a change effective now, so nothing was changed. The role "
                    + roles.emergency() + " may, in addition to the role " + roles.admin()
                    + ". Without effective=now, the change takes effect after the activation delay.");
        }
        return store.effectiveNow();
    }

    private ApiAnswer change(EntryStore chosen, ApiRequest request, Entry current, EntityTags tags, EntrySpec spec) {
        return answer(200, chosen.change(list, current.id(), version(tags, current), spec, author(request, false)));
    }

    private static long version(EntityTags tags, Entry current) {
        if (tags.any()) {
            return EntryStore.ANY;
        }
        return tags.match(EntryJson.etag(current)) ? current.version()
                : tags.earlier("", current.version()).orElse(EntryStore.NONE);
    }

    private Author author(ApiRequest request, boolean repeatable) {
        Author author = request.author(repeatable);
        Duration wait = rate.take(request.user());
        if (!wait.isZero()) {
            throw new ApiProblem(429, "rate_limited", ChangeRate.sentence(wait))
                    .header("Retry-After", Long.toString(ChangeRate.seconds(wait)));
        }
        return author;
    }

    private Entry find(long id) {
        return store.find(list, id).orElseThrow(() -> new ApiProblem(404, "not_found", "This entry no longer exists."));
    }

    private EntrySpec spec(JsonObject json) {
        EntryReader reader = new EntryReader(settings);
        EntrySpec spec = reader.read(json, "#");
        reader.requireNoFaults();
        return spec;
    }

    private List<EntrySpec> specs(byte[] body) {
        EntryReader reader = new EntryReader(settings);
        List<EntrySpec> specs = new ArrayList<>();
        boolean found = JsonItems.read(body, new JsonItems.Taker() {
            @Override
            public void item(Object json, int index) {
                if (index >= settings.maxEntries() + FEW) {
                    throw tooMany(index);
                }
                if (!(json instanceof JsonObject item)) {
                    throw EntryReader.wrongType(Integer.toString(index), "an object for each entry", "#/items");
                }
                specs.add(reader.read(item, "#/items/" + index));
                reader.requireFewFaults();
            }

            @Override
            public void other(String name) {
                reader.unknown(name, List.of("items"), "#");
                reader.requireFewFaults();
            }
        });
        reader.requireNoUnknownMembers();
        if (!found) {
            throw EntryReader.wrongType("items", "an array of entries, for example {\"items\":[]}", "#");
        }
        reader.requireNoFaults();
        return specs;
    }

    /** Returns the refusal of a list that is much too long. The rest of the list is not read. */
    private ApiProblem tooMany(int more) {
        return new ApiProblem(409, "limit_reached", "These are more than " + more + " entries. The list holds "
                + settings.maxEntries() + " at most. Leave some out or combine several into one range.")
                .with("limit", limit());
    }

    private JsonObject limit() {
        return EntryJson.limit(settings.maxEntries(), store.page(list, EntryFilter.ALL, EntryOrder.BY_NAME, null, 1).used());
    }

    /** Returns the merged entry. A patch that sets an address without a type lets the type follow from the address. */
    private static JsonObject merged(Entry current, JsonObject patch) {
        JsonObject merged = EntryJson.writable(current);
        if (patch.has("address")) {
            merged.put("type", null);
        }
        return merged.putAll(patch); // the reader treats a member that is null as missing, so it is removed
    }

    private static ApiAnswer answer(int status, Entry entry) {
        return ApiAnswer.json(status, EntryJson.of(entry)).header("ETag", EntryJson.etag(entry));
    }

    private static ApiProblem listConflict(String detail, long revision) {
        return new ApiProblem(412, "conflict", detail).with("revision", revision)
                .header("ETag", EntryJson.etag(revision));
    }
}
