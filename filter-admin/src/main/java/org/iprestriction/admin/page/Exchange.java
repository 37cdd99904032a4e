package org.iprestriction.admin.page;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iprestriction.address.IpAddress;
import org.iprestriction.admin.access.CallerAddress;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.access.Csrf;
import org.iprestriction.admin.access.SignedIn;
import org.iprestriction.admin.context.AdminContext;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.context.OneList;
import org.iprestriction.admin.http.AdminPath;
import org.iprestriction.admin.http.Bodies;
import org.iprestriction.admin.http.Body;
import org.iprestriction.admin.http.ListId;
import org.iprestriction.admin.json.JsonWriter;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.Times;

/** One request to the pages and its response, with what the pages need of both. Not thread-safe. */
public final class Exchange {
    private static final int USUAL_SIZE = 32 * 1024;
    private static final String OWN = Exchange.class.getName() + ".own";
    private static final Pattern NAMED = Pattern.compile(Links.LISTS + "/([^/]+)(/.*)?");

    private final AdminContext context;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Links links;
    private final String path;
    private final String named;
    private final String below;
    private final Form query;
    private final SignedIn user;
    private Form form = Form.EMPTY;
    private Body body;
    private CallerAddress caller;

    public Exchange(AdminContext context, HttpServletRequest request, HttpServletResponse response) {
        this.context = context;
        this.request = request;
        this.response = response;
        String whole = context.path().below(request);
        this.path = whole.startsWith(AdminPath.PAGES) ? whole.substring(AdminPath.PAGES.length()) : whole;
        this.query = Form.query(request);
        this.user = SignedIn.of(request, context.roles());
        Matcher lists = NAMED.matcher(path);
        // for anybody else, these paths are like any that do not exist
        this.named = user != null && user.operator() && lists.matches() ? ListId.name(lists.group(1)) : null;
        this.below = named == null ? path : Objects.requireNonNullElse(lists.group(2), "");
        this.links = Links.of(context.path(), request, named);
    }

    public AdminContext context() {
        return context;
    }

    public HttpServletRequest request() {
        return request;
    }

    public HttpServletResponse response() {
        return response;
    }

    public Links links() {
        return links;
    }

    /** Returns the path below the pages' folder: empty, {@code /new}, {@code /5/delete}. */
    public String path() {
        return path;
    }

    /** Returns the name of the list in the path, whether or not there is one; null if this is not an operator's request for a list. */
    public String named() {
        return named;
    }

    /** Returns the path below the list that the pages are about: the same for one's own list as for one in the path. */
    public String below() {
        return below;
    }

    public Form query() {
        return query;
    }

    /** Returns who is signed in, or null. */
    public SignedIn user() {
        return user;
    }

    /** Reads the posted form. Returns false if it has not arrived yet; the request is then dispatched again. */
    public boolean readForm() throws IOException {
        Bodies bodies = user == null ? context.strangersBodies() : context.bodies();
        body = bodies.read(request, response, Form.LIMIT, user == null ? 0 : Form.DROPPED);
        if (body != null) {
            form = Form.posted(body.bytes(), request.getContentType());
        }
        return body != null;
    }

    /** Returns how the reading of the form ended. */
    public Body.Outcome formOutcome() {
        return body.outcome();
    }

    public Form form() {
        return form;
    }

    public boolean post() {
        return request.getMethod().equals("POST");
    }

    /** Returns whether the posted form was made in this session, for the list that it would change. */
    public boolean tokenHolds() {
        return Csrf.matches(session(), ofTheAccount(), form.get("csrf"));
    }

    /** Returns whether the posted form, which is about no list, was made in this session. */
    public boolean sessionTokenHolds() {
        return Csrf.matches(session(), null, form.get("csrf"));
    }

    /** Returns why a form may not be from this session, at the beginning of a sentence. */
    public String interrupted() {
        return context.from().byAccount() ? "You were signed out, or your account changed," : "You were signed out";
    }

    /** Returns the list of the account if nothing else shows which list a form is about; otherwise null. */
    private String ofTheAccount() {
        return named == null && context.from().byAccount() ? own() : null;
    }

    public HttpSession session() {
        return request.getSession(true);
    }

    /** Returns the token for forms that change the list. */
    public String csrf() {
        return Csrf.token(session(), ofTheAccount());
    }

    public CallerAddress caller() {
        if (caller == null) {
            caller = CallerAddress.of(request, context.resolver());
        }
        return caller;
    }

    /** Returns who makes the change. The form's one-use number makes a repetition harmless. */
    public Author author() {
        IpAddress address = caller().address();
        String nonce = form.get("nonce");
        return new Author(user.user(), address == null ? null : address.toString(), nonce.isEmpty() ? null : nonce);
    }

    /**
     * Returns the name of the list of the user's account, or of the list that everybody sees; null if there is none, or nobody has
     * signed in. The application is asked once for each request: its filter may not be there any more when the body has arrived.
     */
    public String own() {
        if (user == null || !context.from().byAccount()) {
            return context.from().list();
        }
        if (request.getAttribute(OWN) instanceof String known) {
            return known;
        }
        String name = context.from().list(request);
        request.setAttribute(OWN, name);
        return name;
    }

    /** Returns the list that this request is about; null if there is none. */
    public OneList list() {
        String name = named == null ? own() : named;
        return name == null ? null : context.list(name, user != null && user.operator());
    }

    /** Returns the list as it is, or as it was last read if the database does not respond. */
    public ListReading readList() {
        return list().read();
    }

    /** Returns the same, for requests that the script repeats: entries that cannot have changed are not read again. */
    public ListReading recentList() {
        return list().recent();
    }

    /** Returns the message about the change just made in this list, once; null if there is none. */
    public Flash flash() {
        return Flash.take(session(), list().name());
    }

    /** Shows {@code flash} on the next page of this list. */
    public void flash(Flash flash) {
        flash.put(session(), list().name());
    }

    /** Returns the messages of the application, as far as the user may see them: they may be about any list. */
    public List<String> notices() {
        return context.seesAll(user.operator()) ? context.notices().get() : List.of();
    }

    public Times times(Listing listing) {
        return listing == null ? new Times(context.zone(), Instant.now(), context.settings().activation())
                : new Times(context.zone(), listing.now(), listing.activation());
    }

    public Frame frame(String title) {
        return new Frame(links, place(), title, context.product(), user == null ? null : user.user(),
                user == null ? "" : Csrf.token(session(), null), Instant.now(), null, false, reporting());
    }

    private Place place() {
        boolean operator = user != null && user.operator();
        return new Place(own() != null, operator, operator && (named != null || path.equals(Links.LISTS)), named);
    }

    /** Returns whether the filter of this list only reports; on pages about no list, whether a filter of all lists does. */
    private boolean reporting() {
        OneList list = list();
        return list == null ? context.reporting() : list.reporting();
    }

    public void html(int status, View page) throws IOException {
        var html = new StringOutput(USUAL_SIZE);
        page.render(new OwaspHtmlTemplateOutput(html));
        send(status, "text/html;charset=utf-8", html.toString().getBytes(StandardCharsets.UTF_8));
    }

    public void json(int status, Object body) throws IOException {
        send(status, "application/json", JsonWriter.bytes(body));
    }

    /** Redirects to a GET. The target is relative to this page, so any path prefix is kept. */
    public void redirect(String target) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", target);
    }

    public void retryAfter(Duration wait) {
        response.setHeader("Retry-After", Long.toString(ChangeRate.seconds(wait)));
    }

    private void send(int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
