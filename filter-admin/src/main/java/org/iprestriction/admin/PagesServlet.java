package org.iprestriction.admin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.util.List;

/**
 * The pages on which the list is kept: the one door through which every request to them
 * passes, and the table of where it leads.
 */
public final class PagesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(PagesServlet.class.getName());

    /** Answers a request; {@code id} is the number in its path, or -1. */
    private interface Handler {
        void answer(Exchange x, long id) throws IOException;
    }

    /** A path, where {@code #} stands for the number of an entry, and what answers it; null where nothing does. */
    private record Route(String path, Handler get, Handler post) {

        String allow() {
            return get == null ? "POST" : "GET, HEAD" + (post == null ? "" : ", POST");
        }
    }

    private static final List<Route> ROUTES = List.of(
            new Route("", (x, id) -> ListScreen.show(x), (x, id) -> EntryForms.create(x)),
            new Route("/new", (x, id) -> EntryForms.add(x), null),
            new Route("/preview", (x, id) -> Previews.answer(x), null),
            new Route("/state", (x, id) -> ListScreen.state(x), null),
            new Route("/sign-out", null, (x, id) -> SignIn.signOut(x)),
            new Route("/#", EntryForms::edit, EntryForms::update),
            new Route("/#/delete", Deletion::ask, Deletion::delete),
            new Route("/#/disable", null, (x, id) -> Switching.turn(x, id, false)),
            new Route("/#/enable", null, (x, id) -> Switching.turn(x, id, true)),
            new Route("/#/undo", null, Undoing::undo));

    /** The route of a path, null where there is none, and the number in it, or -1. */
    private record Match(Route route, long id) {
        static final Match NONE = new Match(null, -1);

        static Match of(String path) {
            String number = path.replaceFirst("^/([0-9]{1,18})(/.*)?$", "$1");
            boolean numbered = !number.equals(path) && !number.isEmpty();
            long id = numbered ? Long.parseLong(number) : -1;
            String pattern = numbered ? "/#" + path.substring(1 + number.length()) : path;
            return new Match(ROUTES.stream().filter(r -> r.path().equals(pattern)).findFirst().orElse(null), id);
        }
    }

    private transient Site site;
    private transient RefusalLog refusals;

    @Override
    public void init() {
        site = Site.of(getServletContext());
        refusals = new RefusalLog(System::nanoTime, site.origin());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange x = new Exchange(site, request, response);
        try {
            enter(x);
        } catch (IOException | RuntimeException | Error e) { // whatever it is, the visitor gets our own page
            if (response.isCommitted()) {
                throw e;
            }
            String id = Csrf.random();
            LOG.log(Level.ERROR, "Error id " + id + " at the pages", e);
            response.resetBuffer();
            Messages.failed(x, id);
        }
    }

    private void enter(Exchange x) throws IOException {
        String below = x.site.admin().below(x.request);
        if (below.isEmpty() || below.equals("/")) {
            x.response.setStatus(HttpServletResponse.SC_FOUND);
            x.response.setHeader("Location", x.links.list());
            return;
        }
        boolean ours = below.equals(AdminPath.PAGES) || below.startsWith(AdminPath.PAGES + "/");
        if (ours && x.path.startsWith("/assets/") && reads(x)) {
            if (!Assets.send(x.path.substring("/assets/".length()), x.request, x.response)) {
                Messages.notFound(x);
            }
            return;
        }
        if (x.post() && !sameOrigin(x.request)) {
            refusals.note(x.request, x.caller());
            Messages.refused(x);
            return;
        }
        Match match = ours ? Match.of(x.path) : Match.NONE;
        // Only now, and only where somebody is going to look at it.
        if (x.post() && ours && readsForm(x, match)) {
            if (!x.readForm()) {
                return;
            }
            if (x.formOutcome() != Body.Outcome.READ) {
                Messages.unread(x, x.formOutcome());
                return;
            }
        }
        if (ours && x.path.equals("/sign-in")) {
            signIn(x);
        } else if (x.user == null) {
            signedOut(x, ours);
        } else {
            route(x, match);
        }
    }

    private static boolean readsForm(Exchange x, Match match) {
        if (x.path.equals("/sign-in")) {
            return true;
        }
        return x.user == null ? Parked.keeps(x.path)
                : match.route() != null && match.route().post() != null && mayPost(x, match.route());
    }

    private static boolean mayPost(Exchange x, Route route) {
        return x.user.admin() || route.path().equals("/sign-out");
    }

    private static void signIn(Exchange x) throws IOException {
        if (x.post()) {
            SignIn.signIn(x);
        } else if (reads(x)) {
            SignIn.show(x);
        } else {
            Messages.method(x, "GET, HEAD, POST");
        }
    }

    private static void signedOut(Exchange x, boolean ours) throws IOException {
        if (x.path.equals("/preview") || x.path.equals("/state")) {
            x.json(401, List.of());
        } else if (ours && x.post() && !x.path.equals("/sign-out")) {
            SignIn.keep(x);
        } else if (ours && !x.path.equals("/sign-out")) {
            SignIn.ask(x);
        } else {
            x.redirect(x.links.signIn());
        }
    }

    private static void route(Exchange x, Match match) throws IOException {
        Route route = match.route();
        if (route == null) {
            Messages.notFound(x);
            return;
        }
        Handler handler = x.post() ? route.post() : reads(x) ? route.get() : null;
        if (handler == null) {
            Messages.method(x, route.allow());
        } else if (x.post() && !mayPost(x, route)) {
            Messages.viewer(x);
        } else {
            handler.answer(x, match.id());
        }
    }

    private static boolean reads(Exchange x) {
        return x.request.getMethod().equals("GET") || x.request.getMethod().equals("HEAD");
    }

    private boolean sameOrigin(HttpServletRequest request) {
        return site.origin().ofForm(request) == null;
    }
}
