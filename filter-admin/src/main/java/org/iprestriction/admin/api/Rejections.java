package org.iprestriction.admin.api;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.iprestriction.entry.EntryRejectedException.Problem;
import org.iprestriction.entry.EntryRejectedException;

/** Refusals by the store as problem documents. */
final class Rejections {
    private static final int MOST_TOLD = 20;

    private Rejections() {}

    /** Returns the problem document. {@code fault} maps each problem of the store to its place in the request. */
    static ApiProblem problem(EntryRejectedException rejection, Function<Problem, Fault> fault) {
        Problem first = rejection.problems().get(0);
        ApiProblem problem = switch (rejection.reason()) {
            case TEXT -> new ApiProblem(422, "validation", told(rejection.problems()));
            case STATE -> new ApiProblem(409, first.code(), told(rejection.problems()));
            case CONFLICT -> new ApiProblem(412, "conflict", first.sentence());
            case NOT_FOUND -> new ApiProblem(404, "not_found", first.sentence());
            case MISMATCH -> new ApiProblem(422, "idempotency_mismatch", first.sentence());
        };
        switch (rejection.reason()) {
            case TEXT, STATE -> {
                problem.faults(rejection.problems().stream().map(fault).toList());
                if (first.entry() != null) {
                    problem.with("entry", first.entry());
                }
            }
            case CONFLICT -> {
                if (rejection.current() != null) {
                    problem.with("current", EntryJson.of(rejection.current())).header("ETag", EntryJson.etag(rejection.current()));
                }
            }
            case NOT_FOUND, MISMATCH -> { }
        }
        return problem;
    }

    /** Returns the first sentence or, if the whole list was to be replaced, all sentences up to a limit. */
    private static String told(List<Problem> problems) {
        long most = problems.stream().anyMatch(problem -> !problem.items().isEmpty()) ? MOST_TOLD : 1;
        String told = problems.stream().limit(most).map(Problem::sentence).collect(Collectors.joining(" "));
        return most == 1 || problems.size() <= most ? told : told + " And " + (problems.size() - most) + " more.";
    }
}
