package org.iprestriction.admin;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/** Reads bodies of a limited size. */
final class BoundedBody {
    /** How much of a body that is too large is still taken in; who sends more than this need not hear why. */
    private static final long DROPPED_AT_MOST = 8L * 1024 * 1024;

    private BoundedBody() {}

    /**
     * Answers the body, or null where it is longer than {@code limit}. The rest of a longer one is read and dropped: a
     * client that is still sending would find the connection broken instead of the answer.
     */
    static byte[] read(HttpServletRequest request, int limit) throws IOException {
        InputStream in = request.getInputStream();
        byte[] body = in.readNBytes(limit + 1);
        if (body.length <= limit) {
            return body;
        }
        long dropped = 0;
        byte[] rest = new byte[8192];
        for (int n = 0; n >= 0 && dropped < DROPPED_AT_MOST; n = in.read(rest)) {
            dropped += n;
        }
        return null;
    }
}
