package org.iprestriction.admin.api;

import java.util.List;
import org.iprestriction.address.Notation;
import org.iprestriction.admin.json.JsonObject;
import org.iprestriction.entry.EntryRejectedException.Problem;
import org.iprestriction.entry.EntrySpec;

/**
 * One error in a request, as listed under {@code errors} in a problem document.
 *
 * @param code the stable code of the error
 * @param pointer the member with the error, as a JSON pointer in a URI fragment; null if it is a query parameter
 * @param parameter the query parameter with the error; null if it is a member
 * @param detail what is wrong and what to send instead
 * @param corrections what was probably meant
 * @param entry the id of the entry it collides with, or null
 * @param sameAs the earlier member of the body that it collides with, as a JSON pointer in a URI fragment, or null
 */
record Fault(String code, String pointer, String parameter, String detail, List<Notation> corrections, Long entry,
        String sameAs) {

    /** Creates a fault of the member {@code pointer} of the body. */
    Fault(String code, String pointer, String detail) {
        this(code, pointer, null, detail, List.of(), null, null);
    }

    /** Returns the fault for a problem that the store or the parser found in the entry at {@code pointer}. */
    static Fault of(Problem problem, String pointer) {
        return at(problem, member(problem, pointer), null);
    }

    /** Returns the fault for a problem that the store found in one or all entries of the array at {@code pointer}. */
    static Fault among(Problem problem, String pointer) {
        List<String> places = problem.items().stream().map(item -> member(problem, pointer + "/" + item)).toList();
        return at(problem, places.isEmpty() ? pointer : places.get(0), places.size() > 1 ? places.get(1) : null);
    }

    private static Fault at(Problem problem, String pointer, String sameAs) {
        return new Fault(problem.code(), pointer, null, problem.sentence(), problem.corrections(), problem.entry(), sameAs);
    }

    private static String member(Problem problem, String pointer) {
        return problem.field() == null ? pointer : pointer + "/" + problem.field();
    }

    JsonObject json() {
        JsonObject json = new JsonObject().put("code", code);
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
        if (sameAs != null) {
            json.put("sameAs", sameAs);
        }
        if (!corrections.isEmpty()) {
            json.put("suggestions", corrections.stream().map(Fault::suggestion).toList());
        }
        return json;
    }

    private static JsonObject suggestion(Notation correction) {
        return new JsonObject().put("type", EntrySpec.type(correction))
                .put("address", correction.toString()).put("count", correction.range().size().toString());
    }
}
