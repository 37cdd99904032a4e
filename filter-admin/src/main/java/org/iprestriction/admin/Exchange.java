package org.iprestriction.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.iprestriction.address.IpAddress;
import org.iprestriction.jpa.Author;
import org.iprestriction.jpa.Listing;

/** One request to the pages and its answer, with what the pages need of both. Used by one thread. */
final class Exchange {
    final Site site;
    final HttpServletRequest request;
    final HttpServletResponse response;
    final Links links;
    /** The path below the pages' folder: empty, {@code /new}, {@code /5/delete}. */
    final String path;
    final Form query;
    final SignedIn user;
    private Form form = Form.EMPTY;
    private Body body;
    private CallerAddress caller;

    Exchange(Site site, HttpServletRequest request, HttpServletResponse response) {
        this.site = site;
        this.request = request;
        this.response = response;
        this.links = site.admin().links(request);
        String below = site.admin().below(request);
        this.path = below.startsWith(AdminPath.PAGES) ? below.substring(AdminPath.PAGES.length()) : below;
        this.query = Form.query(request);
        this.user = SignedIn.of(request);
    }

    /** Reads the posted form. Returns false where it is still to come; the request is then dispatched once more. */
    boolean readForm() throws IOException {
        Bodies bodies = user == null ? site.strangersBodies() : site.bodies();
        body = bodies.read(request, response, Form.LIMIT, user == null ? 0 : Form.DROPPED);
        if (body != null) {
            form = Form.posted(body.bytes(), request.getContentType());
        }
        return body != null;
    }

    /** How the reading of the form ended. */
    Body.Outcome formOutcome() {
        return body.outcome();
    }

    Form form() {
        return form;
    }

    boolean post() {
        return request.getMethod().equals("POST");
    }

    /** Whether the posted form carries the token of this session. */
    boolean tokenHolds() {
        return Csrf.matches(session(), form.get("csrf"));
    }

    HttpSession session() {
        return request.getSession(true);
    }

    String csrf() {
        return user == null ? "" : Csrf.token(session());
    }

    CallerAddress caller() {
        if (caller == null) {
            caller = CallerAddress.of(request, site.resolver());
        }
        return caller;
    }

    /** Who is answerable for a change; the form's one-use number makes a repeat of it harmless. */
    Author author() {
        IpAddress address = caller().address();
        String nonce = form.get("nonce");
        return new Author(user.user(), address == null ? null : address.toString(), nonce.isEmpty() ? null : nonce);
    }

    Times times(Listing listing) {
        return listing == null ? new Times(site.zone(), Instant.now(), site.settings().activation())
                : new Times(site.zone(), listing.now(), listing.activation());
    }

    Frame frame(String title) {
        return new Frame(links, title, site.product(), user == null ? null : user.user(), csrf(), Instant.now(), null,
                false, site.report());
    }

    void html(int status, String html) throws IOException {
        send(status, "text/html;charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    void json(int status, Object body) throws IOException {
        send(status, "application/json", JsonWriter.bytes(body));
    }

    /** Leads on with a GET. The target is relative to this page, whatever stands before the application's path. */
    void redirect(String target) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", target);
    }

    void retryAfter(Duration wait) {
        response.setHeader("Retry-After", Long.toString(ChangeRate.seconds(wait)));
    }

    private void send(int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
