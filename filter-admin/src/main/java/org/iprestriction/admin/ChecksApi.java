package org.iprestriction.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpFormatException;
import org.iprestriction.address.Notation;
import org.iprestriction.entry.AddressCheck;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Listing;
import org.iprestriction.jpa.EntryStore;
import org.iprestriction.servlet.DeploymentRules;
import org.iprestriction.settings.Settings;

/** {@code /validate} and {@code /check}: questions that change nothing. */
final class ChecksApi {
    /** Stands for a name where none was sent, so that an address alone can be tried. */
    private static final String NO_NAME = "-";

    private final EntryStore store;
    private final Settings settings;
    private final String list;
    private final Supplier<DeploymentRules> deployment;

    ChecksApi(AdminContext context) {
        this.deployment = context.rules();
        this.store = context.store();
        this.settings = context.settings();
        this.list = context.list();
    }

    /** Says what an entry would mean, and what in the list it would collide with. */
    ApiAnswer validate(ApiRequest request) {
        request.query();
        ObjectNode body = request.body();
        boolean named = body.hasNonNull("name");
        if (!named) {
            body.put("name", NO_NAME);
        }
        EntryReader reader = new EntryReader(settings);
        EntrySpec spec = reader.read(body, "#");
        ObjectNode answer = StrictJson.newObject();
        reader.requireNoUnknownMembers();
        if (!reader.faults().isEmpty()) {
            ArrayNode errors = answer.put("ok", false).putArray("errors");
            reader.faults().forEach(fault -> errors.add(fault.json()));
            return ApiAnswer.json(200, answer);
        }
        answer.put("ok", true).put("type", spec.type()).put("canonical", spec.address().toString());
        EntryJson.addRange(answer, spec.address().range());
        answer.set("notes", notes(spec, named));
        return ApiAnswer.json(200, answer);
    }

    /** Says whether an address may call now, and why. */
    ApiAnswer check(ApiRequest request) {
        String text = request.query("address").get("address");
        if (text == null) {
            throw QueryParameters.bad("Send the address to check, for example ?address=203.0.113.10.");
        }
        IpAddress address = address(text);
        Listing listing = store.list(list);
        AddressCheck check = AddressCheck.of(listing.entries(), listing.now(), deployment.get().decide(address), address);
        ObjectNode answer = StrictJson.newObject().put("address", check.address().toString()).put("allowed", check.allowed());
        if (check.entry() == null) {
            answer.putNull("entry");
        } else {
            answer.putObject("entry").put("id", check.entry().id()).put("name", check.entry().name())
                    .put("address", check.entry().saved().address().toString());
        }
        answer.put("until", EntryJson.text(check.until())).put("allowedFrom", EntryJson.text(check.allowedFrom()))
                .put("reason", check.reason().code());
        return ApiAnswer.json(200, answer);
    }

    /** Exactly one literal: what a program sends needs no trimming. */
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

    private ArrayNode notes(EntrySpec spec, boolean named) {
        ArrayNode notes = StrictJson.newObject().arrayNode();
        try {
            store.check(list, null, spec);
        } catch (EntryRejectedException e) {
            e.problems().stream().filter(problem -> named || !"name".equals(problem.field()))
                    .forEach(problem -> notes.add(Fault.of(problem, "#").json()));
        }
        return notes;
    }
}
