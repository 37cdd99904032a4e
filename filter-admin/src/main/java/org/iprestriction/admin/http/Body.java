package org.iprestriction.admin.http;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The result of reading the body of a request.
 *
 * @param outcome whether it could be read
 * @param bytes   the body, empty unless it was read
 */
public record Body(Outcome outcome, byte[] bytes) {

    /** How the reading of a body ended. */
    public enum Outcome {
        READ,
        TOO_LARGE,
        /** It did not arrive in time. */
        TOO_SLOW,
        /** It ended early, or its transfer coding is invalid. */
        BROKEN,
        /** It was dropped to make room for others. */
        CROWDED_OUT
    }

    private static final byte[] NOTHING = {};
    static final Body EMPTY = read(NOTHING);

    static Body read(byte[] bytes) {
        return new Body(Outcome.READ, bytes);
    }

    static Body failed(Outcome outcome) {
        return new Body(outcome, NOTHING);
    }

    /** Returns whether {@code request} announces a body, without reading it. */
    static boolean isBroughtBy(HttpServletRequest request) {
        return request.getContentLengthLong() > 0
                || request.getContentLengthLong() < 0 && (request.getHeader("Transfer-Encoding") != null
                        || !request.getProtocol().startsWith("HTTP/1."));
    }
}
