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
import org.iprestriction.address.IpAddress;
import org.iprestriction.admin.access.CallerAddress;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.access.Csrf;
import org.iprestriction.admin.access.SignedIn;
import org.iprestriction.admin.context.AdminContext;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.http.AdminPath;
import org.iprestriction.admin.http.Bodies;
import org.iprestriction.admin.http.Body;
import org.iprestriction.admin.json.JsonWriter;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.Times;

/** One request to the pages and its response, with what the pages need of both. Not thread-safe. */
public final class Exchange {
    private static final int USUAL_SIZE = 32 * 1024;

    private final AdminContext context;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Links links;
    private final String path;
    private final Form query;
    private final SignedIn user;
    private Form form = Form.EMPTY;
    private Body body;
    private CallerAddress caller;

    public Exchange(AdminContext context, HttpServletRequest request, HttpServletResponse response) {
        this.context = context;
        this.request = request;
        this.response = response;
        this.links = Links.of(context.path(), request);
        String below = context.path().below(request);
        this.path = below.startsWith(AdminPath.PAGES) ? below.substring(AdminPath.PAGES.length()) : below;
        this.query = Form.query(request);
        this.user = SignedIn.of(request, context.roles());
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

    /** Returns whether the posted form carries the token of this session. */
    public boolean tokenHolds() {
        return Csrf.matches(session(), form.get("csrf"));
    }

    public HttpSession session() {
        return request.getSession(true);
    }

    public String csrf() {
        return user == null ? "" : Csrf.token(session());
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

    /** Returns the list as it is, or as it was last read if the database does not respond. */
    public ListReading readList() {
        return context.reader().read();
    }

    /** Returns the same, for requests that the script repeats: entries that cannot have changed are not read again. */
    public ListReading recentList() {
        return context.reader().recent();
    }

    public Times times(Listing listing) {
        return listing == null ? new Times(context.zone(), Instant.now(), context.settings().activation())
                : new Times(context.zone(), listing.now(), listing.activation());
    }

    public Frame frame(String title) {
        return new Frame(links, title, context.product(), user == null ? null : user.user(), csrf(), Instant.now(), null,
                false, context.reporting());
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
