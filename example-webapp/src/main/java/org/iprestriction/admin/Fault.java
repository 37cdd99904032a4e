package org.iprestriction.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.iprestriction.address.Notation;
import org.iprestriction.jpa.EntryRejectedException.Problem;

/**
 * One thing that is wrong with a request, as {@code errors} of a problem document lists it.
 *
 * @param code the stable name of the fault
 * @param pointer the member at fault, as a JSON pointer in a URI fragment; null when it is a query parameter
 * @param parameter the query parameter at fault; null when it is a member
 * @param detail what is wrong and what to send instead
 * @param corrections what was probably meant
 * @param entry the id of the entry it collides with, or null
 */
record Fault(String code, String pointer, String parameter, String detail, List<Notation> corrections, Long entry) {

    /** {@code pointer} names a member of the body. */
    Fault(String code, String pointer, String detail) {
        this(code, pointer, null, detail, List.of(), null);
    }

    /** A fault the store or the reader of text found in the entry at {@code pointer}. */
    static Fault of(Problem problem, String pointer) {
        return at(problem, problem.field() == null ? pointer : pointer + "/" + problem.field());
    }

    /** A fault of which only this is known: it is somewhere in what {@code pointer} names. */
    static Fault at(Problem problem, String pointer) {
        return new Fault(problem.code(), pointer, null, problem.sentence(), problem.corrections(), problem.entry());
    }

    ObjectNode json() {
        ObjectNode json = StrictJson.newObject().put("code", code);
        if (pointer != null) {
            json.put("pointer", pointer);
        }
        if (parameter != null) {
            json.put("parameter", parameter);
        }
        json.put("detail", detail);
        if (entry != null) {
            json.put("entry", entry);
        }
        if (!corrections.isEmpty()) {
            ArrayNode suggestions = json.putArray("suggestions");
            for (Notation correction : corrections) {
                suggestions.addObject().put("type", correction.kind() == Notation.Kind.SINGLE ? "ip" : "range")
                        .put("address", correction.toString()).put("count", correction.range().size().toString());
            }
        }
        return json;
    }
}
