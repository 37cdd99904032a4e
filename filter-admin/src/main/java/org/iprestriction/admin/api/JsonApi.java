package org.iprestriction.admin.api;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.util.UUID;
import org.iprestriction.address.IpAddress;
import org.iprestriction.admin.access.OriginFault;
import org.iprestriction.admin.context.AdminContext;
import org.iprestriction.admin.context.StoreDown;
import org.iprestriction.admin.http.Body;
import org.iprestriction.admin.http.MediaTypes;
import org.iprestriction.admin.json.MalformedJsonException;
import org.iprestriction.database.OutcomeUnknownException;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.EntryRejectedException;

/**
 * The JSON API for automation: lists of entries as resources, behind HTTP Basic.
 *
 * <p>Every refusal is a problem document (RFC 9457). Thread-safe. No state is kept between requests except the counters of
 * failed sign-ins and of changes.
 */
public final class JsonApi {
    private static final Logger LOG = System.getLogger(JsonApi.class.getName());
    private static final String RETRY_SECONDS = "5";

    private final AdminContext context;
    private final ApiLogin login;
    private final EntriesApi entries;
    private final PagesApi pages;
    private final ChecksApi checks;
    private final StatusApi status;
    private final NodesApi nodes;
    private final ListsApi lists;

    public JsonApi(AdminContext context, ServletContext application) {
        this.context = context;
        this.login = new ApiLogin(context.checks());
        this.entries = new EntriesApi(context);
        this.pages = new PagesApi();
        this.checks = new ChecksApi(context);
        this.status = new StatusApi(context, application);
        this.nodes = new NodesApi(context);
        this.lists = new ListsApi(context);
    }

    /** Answers a request, unless its body has not arrived yet: then the container dispatches the request once more. */
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ApiAnswer answer = answer(request, response);
        if (answer != null) {
            answer.write(response, !request.getMethod().equals("HEAD"));
        }
    }

    /** Returns the answer, or null if the body has not arrived yet. */
    private ApiAnswer answer(HttpServletRequest request, HttpServletResponse response) {
        try {
            return signedIn(request, response);
        } catch (ApiProblem problem) {
            return problem.answer();
        } catch (MalformedJsonException e) {
            return new ApiProblem(400, "malformed_json", e.getMessage()).answer();
        } catch (StoreUnavailableException e) {
            // One line only: every request gets here while the database is down, and the loader has already logged the details.
            LOG.log(Level.WARNING, "The JSON API could not use the store: " + e.getMessage());
            LOG.log(Level.DEBUG, "The JSON API could not use the store", e);
            boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
            return new ApiProblem(503, "store_unavailable", read ? e.getMessage() + StoreDown.again(e) : StoreDown.notSaved(e))
                    .header("Retry-After", RETRY_SECONDS).answer();
        } catch (IOException | RuntimeException | Error e) { // whatever the failure, the caller gets our own answer
            String id = UUID.randomUUID().toString();
            LOG.log(Level.ERROR, "Error id " + id + " in the JSON API", e);
            return new ApiProblem(500, "internal", "Something went wrong. Error id " + id + " is in the server log.").answer();
        }
    }

    private ApiAnswer signedIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        OriginFault fault = context.origin().ofProgram(request);
        if (fault != null) {
            throw new ApiProblem(403, "forbidden", "This request was sent by a page of another site, so nothing was done. "
                    + fault.advice(true));
        }
        if (request.getAttribute(ApiRequest.class.getName()) instanceof ApiRequest asked) {
            return routed(request, response, asked); // the second dispatch, now with the body
        }
        IpAddress caller = context.resolver().resolve(request);
        String user = login.signIn(request, response, caller);
        try {
            return routed(request, response, new ApiRequest(request, user, caller == null ? null : caller.toString(), context.from()));
        } finally {
            ApiLogin.signOut(request);
        }
    }

    private ApiAnswer routed(HttpServletRequest request, HttpServletResponse response, ApiRequest asked) throws IOException {
        ApiRoute route = ApiRoute.of(request.getPathInfo());
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        if (route == null || route.isForOperators() && !asked.operator()) {
            throw new ApiProblem(404, "not_found", "There is nothing at this address. The list is at entries.");
        }
        boolean reads = method.equals("GET") || route.kind() == ApiRoute.Kind.VALIDATE;
        if (!asked.mayChange() && !(reads && asked.mayRead())) {
            throw new ApiProblem(403, "forbidden", "This user may not do this. The role " + context.roles().admin() + " may"
                    + (reads ? ", and so may " + context.roles().viewer() + "." : "."));
        }
        requireList(asked, route);
        if (!route.kind().allows(method)) {
            throw new ApiProblem(405, "method", "Use " + route.kind().allowed() + " here.").header("Allow", route.kind().allowed());
        }
        if (!MediaTypes.acceptsJson(request.getHeader("Accept"))) {
            throw new ApiProblem(406, "not_acceptable", "The answers are application/json. Name it in Accept, or leave Accept out.");
        }
        if (!method.equals("GET") && !method.equals("DELETE") && !hasBody(request, response, asked, route, method)) {
            return null;
        }
        try {
            return done(asked, route, method);
        } catch (EntryRejectedException rejection) {
            throw entries.problem(asked, rejection);
        } catch (OutcomeUnknownException e) {
            LOG.log(Level.WARNING, "The JSON API does not know whether a change was saved: " + e.getMessage());
            LOG.log(Level.DEBUG, "The JSON API does not know whether a change was saved", e);
            throw entries.unknown(asked, route, method, e).header("Retry-After", RETRY_SECONDS);
        }
    }

    /** Gives the request the list that it is about. */
    private void requireList(ApiRequest asked, ApiRoute route) {
        String name = route.list() == null ? asked.own() : route.list();
        if (name != null) {
            asked.take(context.list(name, asked.operator()));
        } else if (route.kind().scope() == ApiRoute.Scope.OF_A_LIST || !asked.operator()) {
            throw new ApiProblem(403, "no_list", "This user belongs to no account, so there is no list for them. Nothing was done. Ask the"
                    + " operator of the application to assign the user to an account. " + asked.withoutOwn());
        }
    }

    /** Reads the body after all other checks have passed. Returns false if the body has not arrived yet. */
    private boolean hasBody(HttpServletRequest request, HttpServletResponse response, ApiRequest asked, ApiRoute route,
            String method) throws IOException {
        asked.requireMediaType(method.equals("PATCH") ? MediaTypes.MERGE_PATCH : MediaTypes.JSON);
        int limit = route.kind() == ApiRoute.Kind.ENTRIES && method.equals("PUT") ? ApiRequest.LIST_BYTES : ApiRequest.ENTRY_BYTES;
        request.setAttribute(ApiRequest.class.getName(), asked);
        Body body = context.bodies().read(request, response, limit, ApiRequest.DROPPED_BYTES);
        if (body != null) {
            asked.take(body, limit);
        }
        return body != null;
    }

    private ApiAnswer done(ApiRequest asked, ApiRoute route, String method) {
        return switch (route.kind()) {
            case ENTRIES -> switch (method) {
                case "GET" -> pages.list(asked);
                case "POST" -> entries.add(asked);
                default -> entries.replace(asked);
            };
            case ENTRY -> switch (method) {
                case "GET" -> entries.one(asked, route.id());
                case "PUT" -> entries.put(asked, route.id());
                case "PATCH" -> entries.patch(asked, route.id());
                default -> entries.delete(asked, route.id());
            };
            case UNDO -> entries.undo(asked, route.id());
            case VALIDATE -> checks.validate(asked);
            case CHECK -> checks.check(asked);
            case STATUS -> status.status(asked);
            case NODES -> nodes.nodes(asked);
            case LISTS -> lists.list(asked);
            case LIST -> method.equals("GET") ? lists.one(asked) : lists.patch(asked);
        };
    }
}
