package org.iprestriction.admin.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.iprestriction.address.IpAddress;

/**
 * One attempt to sign in, as the counters see it. It consists of digests of a fixed size, whatever the length of the input,
 * made with a key that exists only in this process.
 *
 * @param own      the user and the source of the attempt: the device if it is known, otherwise the address
 * @param crowd    the address, regardless of the user
 * @param network  the /8 of an IPv4 address or the /32 of an IPv6 address, which an attacker with many addresses can hardly
 *                 leave
 * @param password the user and the password
 * @param device   whether the device is known
 */
public record PasswordAttempt(Key own, Key crowd, Key network, Key password, boolean device) {
    private static final SecretKeySpec SECRET = secret();

    /** 128 bits of a digest. */
    record Key(long high, long low) { }

    /**
     * Returns the attempt of {@code user} with {@code password} from {@code address} (null if unknown), on the device
     * {@code device} (null if unknown).
     */
    public static PasswordAttempt of(String user, String password, IpAddress address, String device) {
        String name = user.toLowerCase(Locale.ROOT);
        String origin = origin(address);
        Key own = device == null ? key("from", origin, name) : key("on", device, name);
        return new PasswordAttempt(own, key("all", origin), key("near", network(address)), key("password", user, password), device != null);
    }

    /**
     * Returns the address that guesses count against. For IPv6 it is the /64, because callers can use any address within
     * theirs.
     */
    public static String origin(IpAddress caller) {
        if (caller == null) {
            return "unidentified";
        }
        return caller.isIpv4() ? caller.toString() : IpAddress.ofIpv6(caller.high(), 0) + "/64";
    }

    private static String network(IpAddress caller) {
        if (caller == null) {
            return "unidentified";
        }
        return caller.isIpv4() ? Long.toString(caller.low() >>> 24) : Long.toHexString(caller.high() >>> 32) + ":";
    }

    /** Returns a digest of {@code parts} that cannot be computed outside this process. */
    static Key key(String... parts) {
        try {
            Mac mac = Mac.getInstance(SECRET.getAlgorithm());
            mac.init(SECRET);
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                mac.update(bytes);
            }
            ByteBuffer digest = ByteBuffer.wrap(mac.doFinal());
            return new Key(digest.getLong(), digest.getLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }

    private static SecretKeySpec secret() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return new SecretKeySpec(random, "HmacSHA256");
    }
}
