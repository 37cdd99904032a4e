package org.iprestriction.example;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Name and scope of the session cookie of one instance.
 *
 * <p>Browsers send a cookie to every port of a host, so that two instances with a cookie of the same name sign each other out; hence
 * a name of its own. Its prefix tells browsers what to insist on (RFC 6265bis section 4.1.3): {@code __Host-} that the cookie
 * came over TLS, from this very host and for all of it, {@code __Secure-} the first alone.
 *
 * @param name   the full name
 * @param secure whether browsers may send it over TLS only, even where TLS ends at a proxy
 * @param path   the paths it is sent to
 */
record SessionCookie(String name, boolean secure, String path) {
    private static final int HASH_BYTES = 4;

    /**
     * Returns the cookie of an instance.
     *
     * @param chosen   the name without prefix; null or empty for one made of {@code instance}
     * @param instance what distinguishes this instance from others
     * @param https    whether browsers see it over TLS
     * @throws StartException if {@code chosen} is no such name
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
