package org.iprestriction.servlet;

import org.iprestriction.address.IpAddress;

/**
 * The outcome of one request: it passes, or it is refused with a verdict and an id. A refusal is stored in the request,
 * so that further dispatches are refused in the same way, without being decided, counted or logged again. Only the
 * filter itself can create an outcome that refers to it.
 */
final class Outcome {

    /** The only outcome that passes. */
    static final Outcome PASSES = new Outcome(null, null, Verdict.ALLOWED, "");

    private final Object by;
    private final IpAddress client;
    private final Verdict verdict;
    private final String id;
    private boolean sentAsError;

    private Outcome(Object by, IpAddress client, Verdict verdict, String id) {
        this.by = by;
        this.client = client;
        this.verdict = verdict;
        this.id = id;
    }

    /** Returns a refusal by a filter; {@code client} is null if the caller is unidentified. */
    static Outcome refused(Object by, IpAddress client, Verdict verdict, String id) {
        return new Outcome(by, client, verdict, id);
    }

    boolean passes() {
        return this == PASSES;
    }

    boolean isRefusalBy(Object filter) {
        return by == filter && !passes();
    }

    IpAddress client() {
        return client;
    }

    Verdict verdict() {
        return verdict;
    }

    String id() {
        return id;
    }

    boolean isNotLoaded() {
        return verdict == Verdict.NOT_LOADED;
    }

    /** Returns whether the container was asked for its error page. */
    boolean isSentAsError() {
        return sentAsError;
    }

    void sendAsError() {
        sentAsError = true;
    }
}
