package org.iprestriction.admin.api;

import java.nio.charset.StandardCharsets;

/** JSON pointers (RFC 6901) in the form of URI fragments: {@code #/items/3/address}. */
final class JsonPointers {
    private static final String PLAIN = "-._~!$&'()*+,;=:@?";

    private JsonPointers() {}

    /** Returns one reference token, escaped for a pointer and then for a fragment (RFC 6901 sections 3 and 6). */
    static String escaped(String name) {
        StringBuilder token = new StringBuilder();
        for (byte b : name.replace("~", "~0").replace("/", "~1").getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b > 0 && PLAIN.indexOf(b) >= 0;
            if (plain) {
                token.append((char) b);
            } else {
                token.append('%').append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return token.toString();
    }
}
