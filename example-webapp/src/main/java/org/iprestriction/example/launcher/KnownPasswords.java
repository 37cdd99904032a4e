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
 * A cache of recently verified passwords, so that a program which sends its password with every request needs only one
 * slow hash.
 *
 * <p>It contains no passwords, only one keyed digest per user, with a key that exists only in this process. A wrong
 * password always requires the slow hash. Thread-safe.
 */
final class KnownPasswords {
    private final SecretKeySpec key;
    private final Map<String, byte[]> digests = new ConcurrentHashMap<>();

    KnownPasswords() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    /** Returns whether {@code password} is the user's. A changed line in the users file invalidates the cached digest. */
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
