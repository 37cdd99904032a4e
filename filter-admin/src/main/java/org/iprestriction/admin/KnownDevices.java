package org.iprestriction.admin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.iprestriction.admin.Attempt.Key;

/**
 * Devices on which somebody signed in to the pages before, each told by a cookie of its own. What others guess from the same
 * address does not count against them, and takes no place of theirs.
 *
 * <p>The cookie proves nothing but that: it opens no page. It holds a random number and a digest of it and of the user, under a
 * key of this process, so that nothing has to be remembered; a restart forgets all devices. (OWASP calls the method "device
 * cookies".)
 */
final class KnownDevices {
    static final String COOKIE = "ip-restriction-device";
    private static final long SECONDS = Duration.ofDays(90).toSeconds();
    private static final int NUMBER_LENGTH = 22;

    private KnownDevices() {
    }

    /** Returns the number of the device if {@code user} signed in on it before, else null. */
    static String of(HttpServletRequest request, String user) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (Cookie cookie : cookies) {
            String value = cookie.getValue();
            if (cookie.getName().equals(COOKIE) && value.length() > NUMBER_LENGTH
                    && value.equals(value(value.substring(0, NUMBER_LENGTH), user))) {
                return value.substring(0, NUMBER_LENGTH);
            }
        }
        return null;
    }

    /** Gives the device that {@code response} goes to a cookie for {@code user}. */
    static void remember(HttpServletResponse response, String user, boolean secure) {
        // By hand, since Servlet 5.0 knows no SameSite; without a path, which is then the pages' folder, behind any proxy.
        response.addHeader("Set-Cookie", COOKIE + "=" + value(Csrf.random(), user) + "; Max-Age=" + SECONDS
                + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : ""));
    }

    private static String value(String number, String user) {
        Key digest = Attempt.key("device", number, user.toLowerCase(Locale.ROOT));
        return number + HexFormat.of().toHexDigits(digest.high()) + HexFormat.of().toHexDigits(digest.low());
    }
}
