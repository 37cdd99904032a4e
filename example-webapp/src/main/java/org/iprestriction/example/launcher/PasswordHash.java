package org.iprestriction.example.launcher;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password hash: PBKDF2 with HMAC-SHA256 (<a href="https://www.rfc-editor.org/rfc/rfc8018#section-5.2">RFC 8018,
 * section 5.2</a>), a random salt and a number of iterations.
 *
 * <p>The text form is {@code pbkdf2-sha256:iterations:salt:hash}, the last two in Base64 without padding. Immutable.
 */
final class PasswordHash {
    /** The number recommended by OWASP's Password Storage Cheat Sheet. */
    static final int ITERATIONS = 600_000;
    private static final int FEWEST_ITERATIONS = 210_000;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int BYTES = 32;
    private static final String SCHEME = "pbkdf2-sha256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** Returns the hash of {@code password} with a new salt. */
    static PasswordHash of(String password) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return new PasswordHash(ITERATIONS, salt, derive(password, salt, ITERATIONS));
    }

    /** Returns a hash that matches no password, but takes as long to check as any other. */
    static PasswordHash ofNothing() {
        byte[] salt = new byte[16];
        byte[] hash = new byte[BYTES];
        RANDOM.nextBytes(salt);
        RANDOM.nextBytes(hash);
        return new PasswordHash(ITERATIONS, salt, hash);
    }

    /**
     * Parses the text form.
     *
     * @throws IllegalArgumentException if the text is malformed or the hash is too weak; the message is a sentence
     */
    static PasswordHash parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 4 || !parts[0].equals(SCHEME) || !parts[1].matches("[0-9]{1,8}")) {
            throw new IllegalArgumentException("the password must read " + SCHEME + ":iterations:salt:hash");
        }
        int iterations = Integer.parseInt(parts[1]);
        if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException("the iterations are " + iterations + "; legal are " + FEWEST_ITERATIONS
                    + " to " + MOST_ITERATIONS);
        }
        byte[] salt = base64(parts[2]);
        byte[] hash = base64(parts[3]);
        if (salt.length < 16 || hash.length != BYTES) {
            throw new IllegalArgumentException("the salt must have at least 16 bytes and the hash " + BYTES);
        }
        return new PasswordHash(iterations, salt, hash);
    }

    /** Returns whether this is the hash of {@code password}, in a time that does not depend on the password. */
    boolean matches(String password) {
        return MessageDigest.isEqual(hash, derive(password, salt, iterations));
    }

    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return SCHEME + ":" + iterations + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash);
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the salt and the hash must be Base64", e);
        }
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, iterations, BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no PBKDF2 with HMAC-SHA256.", e);
        } finally {
            key.clearPassword();
        }
    }
}
