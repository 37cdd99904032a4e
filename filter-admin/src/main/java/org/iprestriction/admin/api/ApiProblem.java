package org.iprestriction.admin.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iprestriction.admin.http.LastResort;
import org.iprestriction.admin.json.JsonObject;

/**
 * A refusal by the JSON API, sent to the caller as a problem document (RFC 9457).
 *
 * <p>It has no stack trace, because it is an expected answer and not a programming error.
 */
final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** The limit on the faults reported for one body. Further faults are left out. */
    static final int MOST_ERRORS = 100;

    private final int status;
    private final String code;
    private final transient List<JsonObject> errors = new ArrayList<>();
    private final transient JsonObject members = new JsonObject();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    ApiProblem(int status, String code, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Lists {@code faults} in the member {@code errors}. */
    ApiProblem faults(List<Fault> faults) {
        faults.stream().limit(MOST_ERRORS).map(Fault::json).forEach(errors::add);
        return this;
    }

    /** Adds an extension member besides {@code code} and {@code errors}. */
    ApiProblem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    ApiProblem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    ApiAnswer answer() {
        JsonObject body = new JsonObject()
                .put("type", LastResort.PROBLEM_TYPE + code)
                .put("title", title(status))
                .put("status", status)
                .put("code", code)
                .put("detail", getMessage());
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        ApiAnswer answer = new ApiAnswer(status, "application/problem+json", body.putAll(members));
        headers.forEach(answer::header);
        return answer;
    }

    /** Returns the title of a status. Every code belongs to exactly one status, so the title of a problem type never changes. */
    private static String title(int status) {
        return switch (status) {
            case 400 -> "The request cannot be read";
            case 401 -> "Sign in";
            case 403 -> "Refused";
            case 404 -> "Not found";
            case 405 -> "This method is not offered here";
            case 406 -> "Only JSON is offered here";
            case 408 -> "Too slow";
            case 409 -> "The list does not allow this now";
            case 412 -> "Not what is saved now";
            case 413 -> "Too large";
            case 415 -> "Only JSON is accepted here";
            case 422 -> "Not accepted";
            case 428 -> "If-Match is missing";
            case 429 -> "Too many requests";
            case 503 -> "Not possible at the moment";
            default -> "Something went wrong";
        };
    }
}
