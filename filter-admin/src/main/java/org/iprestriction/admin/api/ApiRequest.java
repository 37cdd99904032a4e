package org.iprestriction.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.access.PasswordChecks;
import org.iprestriction.admin.access.Roles;
import org.iprestriction.admin.context.ListFrom;
import org.iprestriction.admin.context.OneList;
import org.iprestriction.admin.http.Body;
import org.iprestriction.admin.http.MediaTypes;
import org.iprestriction.admin.json.JsonObject;
import org.iprestriction.admin.json.StrictJson;
import org.iprestriction.entry.Author;

/** A request to the JSON API whose user is signed in. What the container knows of the user is asked for only at the beginning. */
final class ApiRequest {
    static final int ENTRY_BYTES = 64 * 1024;
    static final int LIST_BYTES = 1024 * 1024;
    /** How many bytes of a body that is too large are still read, so that the client sees the answer. */
    static final long DROPPED_BYTES = 8L * 1024 * 1024;
    private static final int LONGEST_KEY = 200;

    private final HttpServletRequest http;
    private final String user;
    private final String address;
    private final boolean mayChange;
    private final boolean mayChangeNow;
    private final boolean mayRead;
    private final boolean operator;
    private final String own;
    private final String withoutOwn;
    private OneList list;
    private byte[] body = {};

    ApiRequest(HttpServletRequest http, String user, String address, ListFrom from) {
        this.http = http;
        this.user = user;
        this.address = address;
        Roles roles = Roles.of(http.getServletContext());
        this.mayChange = roles.mayChange(http);
        this.mayChangeNow = roles.mayChangeNow(http);
        this.mayRead = roles.mayLook(http);
        this.operator = roles.mayOperate(http);
        this.own = from.list(http);
        this.withoutOwn = own == null ? from.problem(http) : null;
    }

    String user() {
        return user;
    }

    boolean mayChange() {
        return mayChange;
    }

    boolean mayChangeNow() {
        return mayChangeNow;
    }

    boolean mayRead() {
        return mayRead;
    }

    /** Returns whether the user may see and change every list. */
    boolean operator() {
        return operator;
    }

    /** Returns the name of the user's own list, or null. */
    String own() {
        return own;
    }

    /** Returns why the user has no list of their own, for the operator of the application. */
    String withoutOwn() {
        return withoutOwn;
    }

    /** Sets the list that the request is about. */
    void take(OneList about) {
        list = about;
    }

    /** Returns the list that the request is about. */
    OneList list() {
        return list;
    }

    QueryParameters query(String... known) {
        return new QueryParameters(http.getQueryString(), List.of(known));
    }

    boolean brings(String header) {
        return http.getHeader(header) != null;
    }

    /** See {@link EntityTags#ifMatch}. */
    EntityTags ifMatch(boolean anyAllowed, String shape) {
        return EntityTags.ifMatch(http, anyAllowed, shape);
    }

    /** Requires the request to have the content type {@code mediaType}. Called before the body is read. */
    void requireMediaType(String mediaType) {
        String coding = http.getHeader("Content-Encoding");
        if (!MediaTypes.is(http.getHeader("Content-Type"), mediaType) || coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new ApiProblem(415, "media_type", "Send the body as Content-Type: " + mediaType + ", in UTF-8 and not compressed.");
        }
    }

    /** Sets the body, which was read up to {@code limit} bytes. */
    void take(Body read, int limit) {
        switch (read.outcome()) {
            case READ -> body = read.bytes();
            case TOO_LARGE -> throw new ApiProblem(413, "too_large", "The body is larger than " + limit / 1024
                    + " KB, which is the most taken here.");
            case TOO_SLOW -> throw new ApiProblem(408, "too_slow", "The body took too long to arrive. Nothing was done. Send it again.");
            case BROKEN -> throw new ApiProblem(400, "unreadable_body", "The body ended early, or its transfer coding cannot be read. "
                    + "Nothing was done. Send it again.");
            case CROWDED_OUT -> throw new ApiProblem(503, "busy", "The server is busy. Nothing was done. Try again in "
                    + PasswordChecks.RETRY_SECONDS + " seconds.").header("Retry-After", PasswordChecks.RETRY_SECONDS);
        }
    }

    /** Returns the body as one JSON object. */
    JsonObject body() {
        return StrictJson.object(body);
    }

    /** Returns the bytes of the body. */
    byte[] bytes() {
        return body;
    }

    /** Returns the author of a change, and counts it; throws if the user has made too many. */
    Author author(boolean repeatable, ChangeRate rate) {
        Author author = author(repeatable);
        Duration wait = rate.take(user);
        if (!wait.isZero()) {
            throw new ApiProblem(429, "rate_limited", ChangeRate.sentence(wait))
                    .header("Retry-After", Long.toString(ChangeRate.seconds(wait)));
        }
        return author;
    }

    /** Returns the author of the change, with the {@code Idempotency-Key} if {@code repeatable}. */
    Author author(boolean repeatable) {
        List<String> keys = repeatable ? Collections.list(http.getHeaders("Idempotency-Key")) : List.of();
        if (keys.isEmpty()) {
            return new Author(user, address, null);
        }
        String key = keys.get(0);
        boolean visible = !key.isEmpty() && key.length() <= LONGEST_KEY && key.chars().allMatch(c -> c > ' ' && c < 127);
        if (keys.size() > 1 || !visible) {
            throw QueryParameters.bad("Send one Idempotency-Key of 1 to " + LONGEST_KEY
                    + " visible ASCII characters, for example a random UUID.");
        }
        return new Author(user, address, key);
    }
}
