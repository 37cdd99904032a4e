package org.iprestriction.fleet;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The administrators of every node. There are many, because each may make only sixty changes a minute on a node. */
final class Users {

    static final int COUNT = 50;
    static final String ADMIN = "admin1";
    static final String PASSWORD = "chosen password";
    private static final int ITERATIONS = 210_000;

    private Users() {}

    /** Returns the name of one; the numbers go on from the beginning. */
    static String name(int number) {
        return "admin" + (Math.floorMod(number, COUNT) + 1);
    }

    /** Returns a users file. All have the same password and the same hash of it. */
    static String file() {
        byte[] salt = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, ITERATIONS, 256)).getEncoded();
            Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
            return IntStream.range(0, COUNT).mapToObj(number -> name(number) + "=pbkdf2-sha256:" + ITERATIONS + ":" + base64.encodeToString(salt)
                    + ":" + base64.encodeToString(hash) + ",ip-restriction-admin\n").collect(Collectors.joining());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
