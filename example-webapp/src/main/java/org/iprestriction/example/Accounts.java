package org.iprestriction.example;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The accounts of the example. A user belongs to the account that the name ends with: {@code api@acme} belongs to {@code acme}.
 * An application of yours has a table for this.
 */
final class Accounts {

    /** The request attribute with the name of the account. */
    static final String ATTRIBUTE = "account";

    private static final String BASIC = "Basic ";

    private Accounts() {
    }

    /** Returns the account of a user, or null if the user has none. */
    static String of(String user) {
        int at = user == null ? -1 : user.lastIndexOf('@');
        return at < 0 || at == user.length() - 1 ? null : user.substring(at + 1);
    }

    /**
     * Returns the user name and the password of an {@code Authorization} header (RFC 7617, in UTF-8), or null if it is not such a
     * header. Nobody has checked them.
     */
    static String[] credentials(String header) {
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return null;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            String pair = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded)).toString();
            int colon = pair.indexOf(':');
            return colon <= 0 ? null : new String[] {pair.substring(0, colon), pair.substring(colon + 1)};
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }
}
