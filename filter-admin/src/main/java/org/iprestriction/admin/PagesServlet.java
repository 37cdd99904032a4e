package org.iprestriction.admin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.util.List;
import java.util.stream.Stream;
import org.iprestriction.admin.access.Csrf;
import org.iprestriction.admin.access.OriginFault;
import org.iprestriction.admin.access.OriginLog;
import org.iprestriction.admin.context.AdminContext;
import org.iprestriction.admin.entry.EntryActions;
import org.iprestriction.admin.entry.EntryForms;
import org.iprestriction.admin.http.AdminPath;
import org.iprestriction.admin.http.Body;
import org.iprestriction.admin.list.ListScreen;
import org.iprestriction.admin.page.Assets;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.Links;
import org.iprestriction.admin.page.MessagePage;
import org.iprestriction.admin.review.AllListsScreen;
import org.iprestriction.admin.signin.KeptForm;
import org.iprestriction.admin.signin.SignIn;

/** The servlet of the pages on which lists are edited. Every request to them passes through it; it holds the routing table. */
final class PagesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(PagesServlet.class.getName());

    /** Handles a request. {@code id} is the number in its path, or -1. */
    private interface Handler {
        void answer(Exchange exchange, long id) throws IOException;
    }

    /**
     * A path and its handlers. {@code #} in the path stands for the id of an entry; a handler is null if the method is not
     * allowed.
     */
    record Route(String path, Handler get, Handler post) {

        String allow() {
            return get == null ? "POST" : "GET, HEAD" + (post == null ? "" : ", POST");
        }
    }

    /** The pages of a list: below the pages' folder those of one's own, and for operators below each list of all lists. */
    static final List<Route> OF_A_LIST = List.of(
            new Route("", (exchange, id) -> ListScreen.show(exchange), (exchange, id) -> EntryForms.create(exchange)),
            new Route("/new", (exchange, id) -> EntryForms.add(exchange), null),
            new Route("/preview", (exchange, id) -> EntryForms.preview(exchange), null),
            new Route("/state", (exchange, id) -> ListScreen.state(exchange), null),
            new Route("/#", EntryForms::edit, EntryForms::update),
            new Route("/#/delete", EntryActions::askDelete, EntryActions::delete),
            new Route("/#/disable", null, EntryActions::disable),
            new Route("/#/enable", null, EntryActions::enable),
            new Route("/#/undo", null, EntryActions::undo));
    /** What operators find below a list of all lists besides its pages. */
    static final Route LIMIT = new Route("/limit", (exchange, id) -> AllListsScreen.askLimit(exchange),
            (exchange, id) -> AllListsScreen.setLimit(exchange));
    static final Route ALL_LISTS = new Route(Links.LISTS, (exchange, id) -> AllListsScreen.show(exchange), null);
    private static final Route SIGN_OUT = new Route("/sign-out", null, (exchange, id) -> SignIn.signOut(exchange));

    /** The route of a path, or null if there is none, and the number in the path, or -1. */
    private record Match(Route route, long id) {
        static final Match NONE = new Match(null, -1);

        static Match of(Exchange exchange) {
            String path = exchange.below();
            String number = path.replaceFirst("^/([0-9]{1,18})(/.*)?$", "$1");
            boolean numbered = !number.equals(path) && !number.isEmpty();
            long id = numbered ? Long.parseLong(number) : -1;
            String pattern = numbered ? "/#" + path.substring(1 + number.length()) : path;
            return new Match(routes(exchange).filter(r -> r.path().equals(pattern)).findFirst().orElse(null), id);
        }

        /** The routes that exist for whoever asks. */
        private static Stream<Route> routes(Exchange exchange) {
            if (exchange.named() != null) {
                return Stream.concat(OF_A_LIST.stream(), Stream.of(LIMIT));
            }
            boolean operator = exchange.user() != null && exchange.user().operator();
            return Stream.concat(OF_A_LIST.stream(), operator ? Stream.of(SIGN_OUT, ALL_LISTS) : Stream.of(SIGN_OUT));
        }

        boolean isOfAList() {
            return OF_A_LIST.contains(route);
        }
    }

    private transient AdminContext context;
    private transient OriginLog originLog;

    @Override
    public void init() {
        context = AdminContext.of(getServletContext());
        originLog = new OriginLog(System::nanoTime);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = new Exchange(context, request, response);
        try {
            enter(exchange);
        } catch (IOException | RuntimeException | Error e) { // whatever the failure, the visitor gets our own page
            if (response.isCommitted()) {
                throw e;
            }
            String id = Csrf.random();
            LOG.log(Level.ERROR, "Error id " + id + " at the pages", e);
            response.resetBuffer();
            MessagePage.failed(exchange, id);
        }
    }

    private void enter(Exchange exchange) throws IOException {
        String below = exchange.context().path().below(exchange.request());
        if (below.isEmpty() || below.equals("/")) {
            exchange.response().setStatus(HttpServletResponse.SC_FOUND);
            exchange.response().setHeader("Location", exchange.links().list());
            return;
        }
        boolean ours = below.equals(AdminPath.PAGES) || below.startsWith(AdminPath.PAGES + "/");
        if (ours && exchange.path().startsWith("/assets/") && reads(exchange)) {
            if (!Assets.send(exchange.path().substring("/assets/".length()), exchange.request(), exchange.response())) {
                MessagePage.notFound(exchange);
            }
            return;
        }
        OriginFault fault = exchange.post() ? context.origin().ofForm(exchange.request()) : null;
        if (fault != null) {
            originLog.note(fault, exchange.caller());
            MessagePage.refused(exchange, fault);
            return;
        }
        Match match = ours ? Match.of(exchange) : Match.NONE;
        // The form is read only here, after the checks above, and only if a handler needs it.
        if (exchange.post() && ours && readsForm(exchange, match)) {
            if (!exchange.readForm()) {
                return;
            }
            if (exchange.formOutcome() != Body.Outcome.READ) {
                MessagePage.unread(exchange, exchange.formOutcome());
                return;
            }
        }
        if (ours && exchange.path().equals("/sign-in")) {
            signIn(exchange);
        } else if (exchange.user() == null) {
            signedOut(exchange, ours);
        } else {
            route(exchange, match);
        }
    }

    private static boolean readsForm(Exchange exchange, Match match) {
        if (exchange.path().equals("/sign-in")) {
            return true;
        }
        return exchange.user() == null ? KeptForm.keeps(exchange.path())
                : match.route() != null && match.route().post() != null && mayPost(exchange, match.route()) && hasList(exchange, match);
    }

    private static boolean hasList(Exchange exchange, Match match) {
        return !match.isOfAList() || exchange.list() != null;
    }

    private static boolean mayPost(Exchange exchange, Route route) {
        return exchange.user().admin() || route == SIGN_OUT;
    }

    private static void signIn(Exchange exchange) throws IOException {
        if (exchange.post()) {
            SignIn.signIn(exchange);
        } else if (reads(exchange)) {
            SignIn.show(exchange);
        } else {
            MessagePage.method(exchange, "GET, HEAD, POST");
        }
    }

    private static void signedOut(Exchange exchange, boolean ours) throws IOException {
        if (isForTheScript(exchange)) {
            exchange.json(401, List.of());
        } else if (ours && exchange.post() && !exchange.path().equals("/sign-out")) {
            SignIn.keep(exchange);
        } else if (ours && !exchange.path().equals("/sign-out")) {
            SignIn.ask(exchange);
        } else {
            exchange.redirect(exchange.links().signIn());
        }
    }

    private static boolean isForTheScript(Exchange exchange) {
        return exchange.path().matches("(" + Links.LISTS + "/[^/]+)?/(preview|state)");
    }

    private static void route(Exchange exchange, Match match) throws IOException {
        Route route = match.route();
        if (route == null) {
            MessagePage.notFound(exchange);
            return;
        }
        if (!hasList(exchange, match)) {
            withoutList(exchange);
            return;
        }
        Handler handler = exchange.post() ? route.post() : reads(exchange) ? route.get() : null;
        if (handler == null) {
            MessagePage.method(exchange, route.allow());
        } else if (exchange.post() && !mayPost(exchange, route)) {
            MessagePage.viewer(exchange);
        } else {
            handler.answer(exchange, match.id());
        }
    }

    /** Answers somebody who has no list of their own. */
    private static void withoutList(Exchange exchange) throws IOException {
        if (isForTheScript(exchange)) {
            exchange.json(403, List.of());
        } else if (exchange.user().operator() && exchange.path().isEmpty() && reads(exchange)) {
            exchange.redirect(exchange.links().lists());
        } else {
            MessagePage.noList(exchange);
        }
    }

    private static boolean reads(Exchange exchange) {
        return exchange.request().getMethod().equals("GET") || exchange.request().getMethod().equals("HEAD");
    }
}
