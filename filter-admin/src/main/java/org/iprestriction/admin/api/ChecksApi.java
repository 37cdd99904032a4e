package org.iprestriction.admin.api;

import java.util.List;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpFormatException;
import org.iprestriction.address.Notation;
import org.iprestriction.admin.context.AdminContext;
import org.iprestriction.admin.context.OneList;
import org.iprestriction.admin.json.JsonObject;
import org.iprestriction.entry.AddressCheck;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Listing;
import org.iprestriction.settings.Settings;

/** The resources {@code /validate} and {@code /check}, which change nothing. */
final class ChecksApi {
    /** The name used if none was sent, so that an address can be validated by itself. */
    private static final String NO_NAME = "-";

    private final Settings settings;

    ChecksApi(AdminContext context) {
        this.settings = context.settings();
    }

    /** Returns what an entry would mean, and which entries of the list it would collide with. */
    ApiAnswer validate(ApiRequest request) {
        request.query();
        JsonObject body = request.body();
        boolean named = body.get("name") != null;
        if (!named) {
            body.put("name", NO_NAME);
        }
        EntryReader reader = new EntryReader(settings);
        EntrySpec spec = reader.read(body, "#");
        reader.requireNoUnknownMembers();
        if (!reader.faults().isEmpty()) {
            return ApiAnswer.json(200, new JsonObject().put("ok", false)
                    .put("errors", reader.faults().stream().map(Fault::json).toList()));
        }
        return ApiAnswer.json(200, new JsonObject().put("ok", true)
                .put("type", spec.type()).put("canonical", spec.address().toString())
                .putAll(EntryJson.range(spec.address().range())).put("notes", notes(request.list(), spec, named)));
    }

    /** Returns whether an address may call now, and why. */
    ApiAnswer check(ApiRequest request) {
        String text = request.query("address").get("address");
        if (text == null) {
            throw QueryParameters.bad("Send the address to check, for example ?address=203.0.113.10.");
        }
        IpAddress address = address(text);
        Listing listing = request.list().listing();
        AddressCheck check = AddressCheck.of(listing.entries(), listing.now(), request.list().deployment().decide(address), address);
        return ApiAnswer.json(200, new JsonObject().put("address", check.address().toString()).put("allowed", check.allowed())
                .put("entry", check.entry() == null ? null : brief(check.entry()))
                .put("until", EntryJson.text(check.until())).put("allowedFrom", EntryJson.text(check.allowedFrom()))
                .put("reason", check.reason().code()));
    }

    private static JsonObject brief(Entry entry) {
        return new JsonObject().put("id", entry.id()).put("name", entry.name()).put("address", entry.saved().address().toString());
    }

    /** Parses exactly one address. Unlike on the pages, white space is not trimmed. */
    private static IpAddress address(String text) {
        IpAddress exact = IpAddress.parseOrNull(text);
        if (exact != null) {
            return exact;
        }
        try {
            throw refused("address.syntax", "Leave out the spaces around " + IpAddress.parse(text) + ".", List.of());
        } catch (IpFormatException e) {
            throw refused(e.code(), e.getMessage(), e.corrections());
        }
    }

    private static ApiProblem refused(String code, String detail, List<Notation> corrections) {
        return new ApiProblem(422, "validation", detail)
                .faults(List.of(new Fault(code, null, "address", detail, corrections, null, null)));
    }

    private static List<JsonObject> notes(OneList list, EntrySpec spec, boolean named) {
        try {
            list.check(spec);
            return List.of();
        } catch (EntryRejectedException e) {
            return e.problems().stream().filter(problem -> named || !"name".equals(problem.field()))
                    .map(problem -> Fault.of(problem, "#").json()).toList();
        }
    }
}
