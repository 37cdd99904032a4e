package org.iprestriction.servlet;

import org.iprestriction.address.IpAddress;

/**
 * What a filter refused, kept with the request so that further dispatches of it are refused alike: not decided, counted or
 * logged again. Nobody else can make one that names the filter.
 */
final class Refused {

    private final IpRestrictionFilter by;
    private final IpAddress client;
    private final Verdict verdict;
    private final String id;
    private boolean sentAsError;

    /** {@code client} is null where the caller is unidentified. */
    Refused(IpRestrictionFilter by, IpAddress client, Verdict verdict, String id) {
        this.by = by;
        this.client = client;
        this.verdict = verdict;
        this.id = id;
    }

    IpRestrictionFilter by() {
        return by;
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

    /** Tells whether the container was asked for its error page. */
    boolean isSentAsError() {
        return sentAsError;
    }

    void sendAsError() {
        sentAsError = true;
    }
}
