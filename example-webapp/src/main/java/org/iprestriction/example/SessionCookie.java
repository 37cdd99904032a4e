package org.iprestriction.example;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name and scope of the session cookie of one instance.
 *
 * <p>Browsers send a cookie to every port of a host, so two instances with the same cookie name would sign each other's
 * users out. Each instance therefore has its own name. The prefix of the name tells browsers what to enforce
 * (<a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.3">RFC 6265bis, section
 * 4.1.3</a>): {@code __Host-} means that the cookie was set over TLS, by this host and for all its paths;
 * {@code __Secure-} means only the first.
 *
 * @param name   the full name
 * @param secure whether browsers may send it only over TLS, even if TLS ends at a proxy
 * @param path   the path to which it is sent
 */
record SessionCookie(String name, boolean secure, String path) {
    private static final int HASH_BYTES = 4;

    /**
     * Returns the cookie of an instance.
     *
     * @param chosen   the name without prefix; null or empty for one derived from {@code instance}
     * @param instance what distinguishes this instance from others
     * @param https    whether browsers receive it over TLS
     * @throws StartException if {@code chosen} is not a valid name
     */
    static SessionCookie of(String chosen, String instance, boolean https, String contextPath) {
        String path = contextPath.isEmpty() ? "/" : contextPath;
        String prefix = !https ? "" : path.equals("/") ? "__Host-" : "__Secure-";
        return new SessionCookie(prefix + (chosen == null || chosen.isEmpty() ? "ipr-" + hash(instance) : legal(chosen)), https,
                path);
    }

    private static String legal(String chosen) {
        if (!chosen.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
            throw new StartException("SESSION_COOKIE is \"" + chosen + "\", which cannot name a cookie here. Write up to 64"
                    + " letters, digits, '-' and '_', such as ipr-main; __Host- or __Secure- is put in front where it can be.");
        }
        return chosen;
    }

    private static String hash(String instance) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(instance.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
