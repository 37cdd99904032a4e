package org.iprestriction.example.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The passwords that were right a moment ago, so that a program which sends its password with every request costs one
 * slow hash and not one a request.
 *
 * <p>Holds no password: one keyed digest a user, under a key that exists in this process only. A wrong password always
 * takes the slow way. Thread-safe.
 */
final class KnownPasswords {
    private final SecretKeySpec key;
    private final Map<String, byte[]> digests = new ConcurrentHashMap<>();

    KnownPasswords() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    /** Whether {@code password} is the user's. A changed line of the users file makes what is known worthless. */
    boolean matches(User user, String password) {
        byte[] digest = digest(user, password);
        byte[] known = digests.get(user.name());
        if (known != null && MessageDigest.isEqual(known, digest)) {
            return true;
        }
        if (!user.password().matches(password)) {
            return false;
        }
        digests.put(user.name(), digest);
        return true;
    }

    private byte[] digest(User user, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(user.password().toString().getBytes(UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no HMAC-SHA256.", e);
        }
    }
}
