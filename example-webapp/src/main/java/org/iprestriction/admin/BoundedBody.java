package org.iprestriction.admin;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/** Reads bodies of a limited size. */
final class BoundedBody {
    /** How much of a body that is too large is still taken in; who sends more than this need not hear why. */
    private static final long DROPPED_AT_MOST = 8L * 1024 * 1024;

    private BoundedBody() {}

    /** Answers the body, or null where it is longer than {@code limit}. */
    static byte[] read(HttpServletRequest request, int limit) throws IOException {
        byte[] body = request.getInputStream().readNBytes(limit + 1);
        if (body.length > limit) {
            drop(request);
            return null;
        }
        return body;
    }

    /**
     * Reads and drops what is left of a body, before an answer that did not need it. A client that is still sending would
     * find the connection broken instead of the answer, and one that had sent all could find it closed at its next request.
     */
    static void drop(HttpServletRequest request) throws IOException {
        InputStream in = request.getInputStream();
        byte[] rest = new byte[8192];
        long dropped = 0;
        for (int n = 0; n >= 0 && dropped < DROPPED_AT_MOST; n = in.read(rest)) {
            dropped += n;
        }
    }
}
