package org.iprestriction.admin.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.iprestriction.settings.Setting;

/**
 * The segment of a path that stands for the name of a list. It is the name itself if that consists of {@code A-Z a-z 0-9 _ - .}
 * and does not begin with a dot; otherwise {@code ~} and the base64url of its UTF-8, without padding. Each name has exactly one.
 *
 * <p>Names are not percent-encoded, because containers and proxies refuse or decode slashes, percent signs and dots.
 */
public final class ListId {
    /** The texts that are ids, as far as a regular expression can tell. A segment of dots alone is none. */
    public static final String PATTERN = "[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}|~[A-Za-z0-9_-]{1,400}";
    private static final char ENCODED = '~';

    private ListId() {}

    /** Returns the id of a list. */
    public static String of(String name) {
        return isPlain(name) ? name
                : ENCODED + Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the name of the list that has this id, whether or not the list exists; null if no list can have it. */
    public static String name(String id) {
        String name = id.isEmpty() || id.charAt(0) != ENCODED ? id : decoded(id.substring(1));
        return Setting.LIST.accepts(name) && of(name).equals(id) ? name : null;
    }

    private static boolean isPlain(String name) {
        return name.charAt(0) != '.' && name.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
                || c == '_' || c == '-' || c == '.');
    }

    private static String decoded(String text) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text))).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return ""; // not the name of a list
        }
    }
}
