package org.iprestriction.admin.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.util.List;
import java.util.regex.Pattern;
import org.iprestriction.admin.access.BusyException;
import org.iprestriction.admin.access.KnownDevices;
import org.iprestriction.admin.access.PasswordAttempt;
import org.iprestriction.admin.access.PasswordChecks;
import org.iprestriction.admin.access.SignedIn;
import org.iprestriction.admin.http.ListId;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.Flash;
import org.iprestriction.admin.page.Form;
import org.iprestriction.admin.page.HiddenField;
import org.iprestriction.admin.page.Links;
import org.iprestriction.admin.page.Note;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.Quote;

/**
 * Signing in and out. The container's realm checks the password. The page, the throttling and the session are implemented here,
 * so that they are the same on every container.
 */
public final class SignIn {
    private static final Logger LOG = System.getLogger(SignIn.class.getName());
    private static final String LOST = "You were signed out while this form was open. Nothing has been saved. "
            + "What you typed is kept: sign in to see it again.";

    /** The target occurs up to three times, encoded, in a response header, and must fit. */
    private static final int LONGEST_TARGET = 2_000;
    private static final Pattern PAGE = Pattern.compile("(" + Links.LISTS + "/(" + ListId.PATTERN + "))?(/[A-Za-z0-9-]{1,40}){0,3}");

    private SignIn() {}

    /** Redirects a GET to the sign-in page, which leads back to the requested page. */
    public static void ask(Exchange exchange) {
        if (SignedIn.isForgotten(exchange.request())) {
            LOG.log(Level.WARNING, "The container has forgotten who signed in to the pages. If it does so after every sign-in, as Jetty"
                    + " does without it, add a login-config with the auth-method FORM to web.xml.");
        }
        String query = exchange.request().getQueryString();
        exchange.redirect(exchange.links().signIn(target(exchange.path() + (query == null ? "" : "?" + query))));
    }

    /** Handles a form that arrived when the user was no longer signed in. Nothing is changed; what was typed is kept. */
    public static void keep(Exchange exchange) throws IOException {
        show(exchange, 403, "", null, Note.warn(Phrase.of(LOST)), KeptForm.dialog(exchange.path()),
                KeptForm.hidden(exchange.path(), exchange.form()));
    }

    public static void show(Exchange exchange) throws IOException {
        String to = target(exchange.query().get("to"));
        if (exchange.user() != null) {
            exchange.redirect(exchange.links().home() + to);
        } else {
            show(exchange, 200, "", null, null, to, List.of());
        }
    }

    public static void signIn(Exchange exchange) throws IOException {
        String name = exchange.form().get("user");
        String to = target(exchange.form().get("to"));
        String password = exchange.form().get("password");
        String device = KnownDevices.of(exchange.request(), name);
        Realm realm;
        try {
            realm = exchange.context().checks().run(PasswordAttempt.of(name, password, exchange.caller().address(), device),
                    () -> ask(exchange, name, password));
        } catch (BusyException e) {
            exchange.response().setHeader("Retry-After", PasswordChecks.RETRY_SECONDS);
            again(exchange, 503, name, to, "The server is busy and has not checked the password. Try again in a moment.");
            return;
        }
        if (realm == null) {
            again(exchange, 403, name, to, "The user name or the password is not right.");
            return;
        }
        if (device == null) {
            KnownDevices.remember(exchange.request(), exchange.response(), name,
                    exchange.context().secure() || exchange.request().isSecure());
        }
        SignedIn user = realm.user();
        if (user == null) {
            again(exchange, 403, name, to, "This user may not see the list. It needs the role "
                    + exchange.context().roles().admin() + ", " + exchange.context().roles().viewer() + " or "
                    + exchange.context().roles().operator() + ".");
            return;
        }
        resume(exchange.request().getSession(), to, exchange.form());
        exchange.redirect(exchange.links().home() + to);
    }

    /** The result of the realm for a right password: the user, or null if they have none of our roles. */
    private record Realm(SignedIn user) { }

    private static Realm ask(Exchange exchange, String name, String password) {
        try {
            return new Realm(SignedIn.begin(exchange.request(), exchange.context().roles(), name, password));
        } catch (ServletException e) {
            LOG.log(Level.INFO, "Sign-in to the pages as {0} from {1} failed", Quote.of(name),
                    PasswordAttempt.origin(exchange.caller().address()));
            return null;
        }
    }

    public static void signOut(Exchange exchange) throws IOException {
        if (exchange.sessionTokenHolds()) {
            try {
                SignedIn.end(exchange.request());
            } catch (ServletException e) {
                throw new IOException("The container cannot sign a user out", e);
            }
        }
        exchange.redirect(exchange.links().home());
    }

    /** Stores what was typed into a form that arrived too late, for its dialog to find. */
    private static void resume(HttpSession session, String to, Form form) {
        if (form.has(KeptForm.LOST)) {
            KeptForm kept = KeptForm.of(to, form);
            if (kept.fields().isEmpty()) {
                Flash.nothingChanged("You were signed out").put(session);
            } else {
                kept.put(session);
            }
        }
    }

    private static void again(Exchange exchange, int status, String name, String to, String error) throws IOException {
        show(exchange, status, name, error, null, to, KeptForm.again(exchange.form()));
    }

    private static void show(Exchange exchange, int status, String name, String error, Note note, String to,
            List<HiddenField> kept) throws IOException {
        String title = (error == null ? "" : "Error: ") + "Sign in";
        exchange.html(status, new SignInPage(exchange.frame(title), name, error, note, to, kept));
    }

    /**
     * Returns {@code to} if it is a page below the pages' folder, otherwise the list. The path may contain only letters, digits
     * and dashes, as the paths of all pages do, and the id of a list where there is one, so there is nothing that a browser, a
     * proxy or a container would decode or resolve.
     */
    private static String target(String to) {
        int query = to.indexOf('?');
        String path = query < 0 ? to : to.substring(0, query);
        boolean plain = to.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != '#');
        return plain && to.length() <= LONGEST_TARGET && PAGE.matcher(path).matches() ? to : "";
    }
}
