package org.iprestriction.admin;

import jakarta.persistence.PersistenceException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import org.iprestriction.address.IpAddress;
import org.iprestriction.jpa.EntryRejectedException;
import org.iprestriction.jpa.EntryStore;
import org.iprestriction.jpa.StoreUnavailableException;
import org.iprestriction.live.LiveLists;
import org.iprestriction.live.Settings;
import org.iprestriction.servlet.ClientAddressResolver;

/**
 * The JSON API for automation: the list of entries as a resource, behind HTTP Basic.
 *
 * <p>Every refusal is a problem document (RFC 9457). Thread-safe; nothing is kept between two requests but the counters of
 * failed sign-ins and of changes.
 */
public final class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(ApiServlet.class.getName());
    private static final String RETRY_SECONDS = "5";

    private transient SameOrigin origin;
    private transient ApiLogin login;
    private transient EntriesApi entries;
    private transient ChecksApi checks;
    private transient StatusApi status;
    private transient ClientAddressResolver resolver;

    /** Made by the container. */
    public ApiServlet() {
        // everything is taken from the servlet context in init
    }

    @Override
    public void init() {
        Settings settings = (Settings) getServletContext().getAttribute(Settings.class.getName());
        EntryStore store = (EntryStore) getServletContext().getAttribute(EntryStore.ATTRIBUTE);
        String list = settings.text("list").orElse("default");
        origin = new SameOrigin(settings.text("public-origin").orElse(null));
        login = new ApiLogin(FailedSignIns.of(getServletContext()));
        entries = new EntriesApi(store, settings, list, ChangeRate.of(getServletContext()));
        DeploymentRules deployment = DeploymentRules.of(getServletContext(), settings, list);
        checks = new ChecksApi(store, settings, list, deployment);
        status = new StatusApi(store, (LiveLists) getServletContext().getAttribute(LiveLists.ATTRIBUTE), list, deployment,
                getServletContext());
        resolver = ClientAddressResolver.of(settings);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ApiAnswer answer = answer(request, response);
        BoundedBody.drop(request); // a refusal comes before the body is read
        answer.write(response, !request.getMethod().equals("HEAD"));
    }

    private ApiAnswer answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            return signedIn(request, response);
        } catch (ApiProblem problem) {
            return problem.answer();
        } catch (StoreUnavailableException | PersistenceException e) {
            // One line: while the database is down every request comes through here, and the loader has told the story.
            LOG.log(Level.WARNING, "The JSON API could not use the store: " + e.getMessage());
            LOG.log(Level.DEBUG, "The JSON API could not use the store", e);
            boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
            return new ApiProblem(503, "store_unavailable", read ? StoreDown.why(e) + StoreDown.again(e) : StoreDown.notSaved(e))
                    .header("Retry-After", RETRY_SECONDS).answer();
        } catch (RuntimeException e) {
            String id = UUID.randomUUID().toString();
            LOG.log(Level.ERROR, "Error id " + id + " in the JSON API", e);
            return new ApiProblem(500, "internal", "Something went wrong. Error id " + id + " is in the server log.").answer();
        }
    }

    private ApiAnswer signedIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        OriginFault fault = origin.ofProgram(request);
        if (fault != null) {
            throw new ApiProblem(403, "forbidden", "This request was sent by a page of another site, so nothing was done. "
                    + fault.advice(true));
        }
        IpAddress caller = resolver.resolve(request);
        String user = login.signIn(request, response, FailedSignIns.origin(caller));
        try {
            return routed(request, new ApiRequest(request, user, caller == null ? null : caller.toString()));
        } finally {
            ApiLogin.signOut(request);
        }
    }

    private ApiAnswer routed(HttpServletRequest request, ApiRequest asked) throws IOException {
        ApiRoute route = ApiRoute.of(request.getPathInfo());
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        if (route == null) {
            throw new ApiProblem(404, "not_found", "There is nothing at this address. The list is at entries.");
        }
        boolean reads = method.equals("GET") || route.kind() == ApiRoute.Kind.VALIDATE;
        if (!request.isUserInRole(SignedIn.ADMIN) && !(reads && request.isUserInRole(SignedIn.VIEWER))) {
            throw new ApiProblem(403, "forbidden", "This user may not do this. The role " + SignedIn.ADMIN + " may"
                    + (reads ? ", and so may " + SignedIn.VIEWER + "." : "."));
        }
        if (!route.kind().allows(method)) {
            throw new ApiProblem(405, "method", "Use " + route.kind().allowed() + " here.").header("Allow", route.kind().allowed());
        }
        if (!MediaTypes.acceptsJson(request.getHeader("Accept"))) {
            throw new ApiProblem(406, "not_acceptable", "The answers are application/json. Name it in Accept, or leave Accept out.");
        }
        try {
            return done(asked, route, method);
        } catch (EntryRejectedException rejection) {
            throw entries.problem(rejection);
        }
    }

    private ApiAnswer done(ApiRequest asked, ApiRoute route, String method) throws IOException {
        return switch (route.kind()) {
            case ENTRIES -> switch (method) {
                case "GET" -> entries.list(asked);
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
        };
    }
}
