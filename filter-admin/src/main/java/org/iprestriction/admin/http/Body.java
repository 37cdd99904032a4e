package org.iprestriction.admin.http;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What became of the body of a request.
 *
 * @param outcome whether it could be read
 * @param bytes   the body; empty unless it was read
 */
public record Body(Outcome outcome, byte[] bytes) {

    /** How the reading of a body ended. */
    public enum Outcome {
        READ,
        TOO_LARGE,
        /** It did not arrive in the time a body has. */
        TOO_SLOW,
        /** It ended early, or its coding cannot be understood. */
        BROKEN,
        /** It had to make room for others. */
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

    /** Returns whether {@code request} announces a body, without looking at it. */
    static boolean isBroughtBy(HttpServletRequest request) {
        return request.getContentLengthLong() > 0
                || request.getContentLengthLong() < 0 && (request.getHeader("Transfer-Encoding") != null
                        || !request.getProtocol().startsWith("HTTP/1."));
    }
}
