package org.iprestriction.admin.access;

import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** The CSRF token of a session, which every form of that session carries, and the one-use numbers of forms. */
public final class Csrf {
    private static final String ATTRIBUTE = Csrf.class.getName();
    private static final SecureRandom RANDOM = new SecureRandom();

    private Csrf() {}

    /** Returns the session's token, creating it if necessary. */
    public static String token(HttpSession session) {
        synchronized (session) {
            if (session.getAttribute(ATTRIBUTE) instanceof String token) {
                return token;
            }
            String token = random();
            session.setAttribute(ATTRIBUTE, token);
            return token;
        }
    }

    /** Returns whether {@code sent} is the session's token. The comparison takes constant time. */
    public static boolean matches(HttpSession session, String sent) {
        return sent != null && MessageDigest.isEqual(bytes(token(session)), bytes(sent));
    }

    /** Returns 128 random bits as 22 characters that need no escaping in HTML, URLs or headers. */
    public static String random() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
