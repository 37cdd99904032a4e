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
 * Devices on which somebody has signed in to the pages before, each recognized by its own cookie. Wrong guesses that others
 * make from the same address do not count against a known device and do not take its place in the queue.
 *
 * <p>The cookie grants no access. It contains a random number and a digest of that number and the user name, made with a key
 * that exists only in this process. So the server stores nothing, and a restart forgets all devices. (OWASP calls this method
 * "device cookies".) Each instance and each user has a separate cookie, because browsers do not separate cookies by port and
 * several people may sign in on one device. A browser keeps a few cookies of each instance.
 */
public final class KnownDevices {
    public static final String COOKIE = "ip-restriction-device";
    private static final long SECONDS = Duration.ofDays(90).toSeconds();
    private static final int NUMBER_LENGTH = 22;
    private static final int MOST = 5;

    private KnownDevices() {
    }

    /** Returns the number of the device if {@code user} has signed in on it before, or null. */
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

    /**
     * Sets a cookie for {@code user} on the device that receives {@code response}, and removes surplus cookies of this
     * instance.
     */
    public static void remember(HttpServletRequest request, HttpServletResponse response, String user, boolean secure) {
        String name = name(request, user);
        set(response, name + "=" + value(Csrf.random(), user) + "; Max-Age=" + SECONDS, secure);
        Cookie[] cookies = request.getCookies();
        Stream.of(cookies == null ? new Cookie[0] : cookies).map(Cookie::getName)
                .filter(other -> other.startsWith(ofInstance(request)) && !other.equals(name)).distinct()
                .skip(MOST - 1).limit(MOST).forEach(other -> set(response, other + "=; Max-Age=0", secure));
    }

    private static void set(HttpServletResponse response, String cookie, boolean secure) {
        // Written by hand, since Servlet 5.0 does not support SameSite. Without a path, so that it is the pages' folder behind any proxy.
        response.addHeader("Set-Cookie", cookie + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : ""));
    }

    private static String name(HttpServletRequest request, String user) {
        return ofInstance(request) + digits(user.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns the prefix of the names of this instance's cookies. It depends on the session cookie's name, which also differs
     * by instance.
     */
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
