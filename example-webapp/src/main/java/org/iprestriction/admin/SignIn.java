package org.iprestriction.admin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * Signing in and out. The container's realm judges the password; the page, the throttle and the session are ours, so
 * that they are the same on every container.
 */
final class SignIn {
    private static final Logger LOG = System.getLogger(SignIn.class.getName());
    private static final String LOST = "You were signed out while this form was open. Nothing has been saved. "
            + "What you typed is kept: sign in to see it again.";

    private SignIn() {}

    /** Leads a GET to the sign-in page, which leads back to where it wanted to go. */
    static void ask(Exchange x) {
        String query = x.request.getQueryString();
        x.redirect(x.links.signIn(x.path + (query == null ? "" : "?" + query)));
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
        String from = FailedSignIns.origin(x.caller().address());
        Duration wait = x.site.failures().begin(name, from);
        if (!wait.isZero()) {
            x.retryAfter(wait);
            again(x, 429, name, to, "Too many attempts. Try again in " + Times.words(wait) + ".");
            return;
        }
        SignedIn user;
        try {
            user = SignedIn.begin(x.request, name, x.form().get("password"));
        } catch (ServletException e) {
            LOG.log(Level.INFO, "Sign-in to the pages as {0} from {1} failed", Quote.of(name), from);
            again(x, 403, name, to, "The user name or the password is not right.");
            return;
        }
        x.site.failures().succeeded(name, from);
        if (user == null) {
            again(x, 403, name, to, "This user may not see the list. It needs the role " + SignedIn.ADMIN + " or "
                    + SignedIn.VIEWER + ".");
            return;
        }
        resume(x.request.getSession(), to, x.form());
        x.redirect(x.links.list() + to);
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

    /** A path below the pages' folder, or the list: nothing that could lead out of it. */
    private static String target(String to) {
        boolean below = to.startsWith("/") || to.startsWith("?");
        boolean plain = to.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != '#');
        String path = to.contains("?") ? to.substring(0, to.indexOf('?')) : to;
        return below && plain && !path.contains("..") && !path.contains("//") && !path.contains(":") ? to : "";
    }
}
