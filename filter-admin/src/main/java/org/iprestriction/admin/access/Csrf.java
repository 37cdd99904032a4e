package org.iprestriction.admin.access;

import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * The CSRF token of a session, which every form of that session carries, and the one-use numbers of forms.
 *
 * <p>If the application may give the same session another account, forms carry a token for the list that they were made for, so
 * that a form that is still open does not change the list of the next account.
 */
public final class Csrf {
    private static final String ATTRIBUTE = Csrf.class.getName();
    private static final int BYTES = 16;
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

    /** Returns the session's token for forms about one list. {@code list} is null if the session is about no other. */
    public static String token(HttpSession session, String list) {
        String token = token(session);
        try {
            return list == null ? token : text(MessageDigest.getInstance("SHA-256").digest(bytes(token + "\n" + list)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Returns whether {@code sent} is the session's token for that list. The comparison takes constant time. */
    public static boolean matches(HttpSession session, String list, String sent) {
        return sent != null && MessageDigest.isEqual(bytes(token(session, list)), bytes(sent));
    }

    /** Returns 128 random bits as 22 characters that need no escaping in HTML, URLs or headers. */
    public static String random() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return text(bits);
    }

    private static String text(byte[] bits) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bits, BYTES));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
