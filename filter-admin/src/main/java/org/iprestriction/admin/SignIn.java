package org.iprestriction.admin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Signing in and out. The container's realm judges the password; the page, the throttle and the session are ours, so
 * that they are the same on every container.
 */
final class SignIn {
    private static final Logger LOG = System.getLogger(SignIn.class.getName());
    private static final String LOST = "You were signed out while this form was open. Nothing has been saved. "
            + "What you typed is kept: sign in to see it again.";

    /** Fits three times, encoded, into the header of an answer. */
    private static final int LONGEST_TARGET = 2_000;

    private SignIn() {}

    /** Leads a GET to the sign-in page, which leads back to where it wanted to go. */
    static void ask(Exchange x) {
        if (SignedIn.isForgotten(x.request)) {
            LOG.log(Level.WARNING, "The container has forgotten who signed in to the pages. Where it does so after every sign-in, as Jetty"
                    + " does without it, add a login-config with the auth-method FORM to web.xml.");
        }
        String query = x.request.getQueryString();
        x.redirect(x.links.signIn(target(x.path + (query == null ? "" : "?" + query))));
    }

    /** Answers a form that arrived when nobody was signed in any more. Nothing is done; what was typed is kept. */
    static void keep(Exchange x) throws IOException {
        show(x, 403, "", null, Note.warn(Phrase.of(LOST)), Parked.dialog(x.path), Parked.hidden(x.path, x.form()));
    }

    static void show(Exchange x) throws IOException {
        String to = target(x.query.get("to"));
        if (x.user != null) {
            x.redirect(x.links.list() + to);
        } else {
            show(x, 200, "", null, null, to, List.of());
        }
    }

    static void signIn(Exchange x) throws IOException {
        String name = x.form().get("user");
        String to = target(x.form().get("to"));
        String password = x.form().get("password");
        String device = KnownDevices.of(x.request, name);
        Realm realm;
        try {
            realm = x.site.checks().run(Attempt.of(name, password, x.caller().address(), device), () -> ask(x, name, password));
        } catch (BusyException e) {
            x.response.setHeader("Retry-After", PasswordChecks.RETRY_SECONDS);
            again(x, 503, name, to, "The server is busy and has not checked the password. Try again in a moment.");
            return;
        }
        if (realm == null) {
            again(x, 403, name, to, "The user name or the password is not right.");
            return;
        }
        if (device == null) {
            KnownDevices.remember(x.request, x.response, name, x.site.secure() || x.request.isSecure());
        }
        SignedIn user = realm.user();
        if (user == null) {
            again(x, 403, name, to, "This user may not see the list. It needs the role " + x.site.roles().admin() + " or "
                    + x.site.roles().viewer() + ".");
            return;
        }
        resume(x.request.getSession(), to, x.form());
        x.redirect(x.links.list() + to);
    }

    /** What the realm says of a right password: who it is, null without a role of ours. */
    private record Realm(SignedIn user) { }

    private static Realm ask(Exchange x, String name, String password) {
        try {
            return new Realm(SignedIn.begin(x.request, name, password));
        } catch (ServletException e) {
            LOG.log(Level.INFO, "Sign-in to the pages as {0} from {1} failed", Quote.of(name),
                    Attempt.origin(x.caller().address()));
            return null;
        }
    }

    static void signOut(Exchange x) throws IOException {
        if (x.tokenHolds()) {
            try {
                SignedIn.end(x.request);
            } catch (ServletException e) {
                throw new IOException("The container cannot sign a user out", e);
            }
        }
        x.redirect(x.links.list());
    }

    /** Puts what was typed into a form that came too late where its dialog will find it. */
    private static void resume(HttpSession session, String to, Form form) {
        if (form.has(Parked.LOST)) {
            Parked parked = Parked.of(to, form);
            if (parked.fields().isEmpty()) {
                EntryForms.NOTHING_CHANGED.put(session);
            } else {
                parked.put(session);
            }
        }
    }

    private static void again(Exchange x, int status, String name, String to, String error) throws IOException {
        show(x, status, name, error, null, to, Parked.again(x.form()));
    }

    private static void show(Exchange x, int status, String name, String error, Note note, String to,
            List<FilterBar.Field> kept) throws IOException {
        String title = (error == null ? "" : "Error: ") + "Sign in";
        x.html(status, Views.signIn(new SignInPage(x.frame(title), name, error, note, to, kept)));
    }

    /**
     * A page below the pages' folder, or the list. Its path is letters, digits and dashes only, as those of all pages are:
     * nothing that a browser, a proxy or a container would decode or resolve.
     */
    private static String target(String to) {
        int query = to.indexOf('?');
        String path = query < 0 ? to : to.substring(0, query);
        boolean plain = to.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != '#');
        return plain && to.length() <= LONGEST_TARGET && path.matches("(/[A-Za-z0-9-]{1,40}){0,3}") ? to : "";
    }
}
