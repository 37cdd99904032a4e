package org.iprestriction.admin.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.iprestriction.admin.access.PasswordAttempt.Key;

/**
 * Devices on which somebody signed in to the pages before, each told by a cookie of its own. What others guess from the same
 * address does not count against them, and takes no place of theirs.
 *
 * <p>The cookie proves nothing but that: it opens no page. It holds a random number and a digest of it and of the user, under a
 * key of this process, so that nothing has to be remembered; a restart forgets all devices. (OWASP calls the method "device
 * cookies".) Each instance and each user has a cookie of their own, since a browser knows one host whatever the port, and
 * several people may sign in on it; of one instance it keeps a few.
 */
public final class KnownDevices {
    public static final String COOKIE = "ip-restriction-device";
    private static final long SECONDS = Duration.ofDays(90).toSeconds();
    private static final int NUMBER_LENGTH = 22;
    private static final int MOST = 5;

    private KnownDevices() {
    }

    /** Returns the number of the device if {@code user} signed in on it before, else null. */
    public static String of(HttpServletRequest request, String user) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        String name = name(request, user);
        for (Cookie cookie : cookies) {
            String value = cookie.getValue();
            if (cookie.getName().equals(name) && value.length() > NUMBER_LENGTH
                    && value.equals(value(value.substring(0, NUMBER_LENGTH), user))) {
                return value.substring(0, NUMBER_LENGTH);
            }
        }
        return null;
    }

    /** Gives the device that {@code response} goes to a cookie for {@code user}, and takes back what it has too many of. */
    public static void remember(HttpServletRequest request, HttpServletResponse response, String user, boolean secure) {
        String name = name(request, user);
        set(response, name + "=" + value(Csrf.random(), user) + "; Max-Age=" + SECONDS, secure);
        Cookie[] cookies = request.getCookies();
        Stream.of(cookies == null ? new Cookie[0] : cookies).map(Cookie::getName)
                .filter(other -> other.startsWith(ofInstance(request)) && !other.equals(name)).distinct()
                .skip(MOST - 1).limit(MOST).forEach(other -> set(response, other + "=; Max-Age=0", secure));
    }

    private static void set(HttpServletResponse response, String cookie, boolean secure) {
        // By hand, since Servlet 5.0 knows no SameSite; without a path, which is then the pages' folder, behind any proxy.
        response.addHeader("Set-Cookie", cookie + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : ""));
    }

    private static String name(HttpServletRequest request, String user) {
        return ofInstance(request) + digits(user.toLowerCase(Locale.ROOT));
    }

    /** Returns what the names of this instance's cookies begin with: its session cookie, too, has to differ from others'. */
    private static String ofInstance(HttpServletRequest request) {
        String session = request.getServletContext().getSessionCookieConfig().getName();
        return COOKIE + "-" + digits(session == null ? "" : session) + "-";
    }

    private static String digits(String text) {
        return HexFormat.of().toHexDigits(text.hashCode());
    }

    private static String value(String number, String user) {
        Key digest = PasswordAttempt.key("device", number, user.toLowerCase(Locale.ROOT));
        return number + HexFormat.of().toHexDigits(digest.high()) + HexFormat.of().toHexDigits(digest.low());
    }
}
