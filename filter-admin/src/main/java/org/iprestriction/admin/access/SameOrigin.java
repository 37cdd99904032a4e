package org.iprestriction.admin.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Decides whether a request comes from our own pages or from a program, rather than from another site's page in a browser.
 *
 * <p>The host and port of {@code Origin} are compared with {@code Host}, or with the setting {@code public-origin} if a proxy
 * terminates TLS and changes {@code Host}.
 */
public final class SameOrigin {
    private final String publicOrigin;
    private final String publicAuthority;

    /** {@code publicOrigin} is an origin such as {@code https://admin.example.com}, or null. */
    public SameOrigin(String publicOrigin) {
        this.publicOrigin = publicOrigin;
        this.publicAuthority = publicOrigin == null ? null : authority(publicOrigin);
    }

    /** Returns false if {@code Sec-Fetch-Site} is present and is not {@code same-origin}. */
    static boolean fetchSiteAllows(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Sec-Fetch-Site")).stream().allMatch("same-origin"::equals);
    }

    /** Returns whether there is no {@code Origin}, or exactly one that names this site. */
    boolean originAllows(HttpServletRequest request) {
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        if (origins.isEmpty()) {
            return true;
        }
        String authority = origins.size() == 1 ? authority(origins.get(0)) : null;
        if (authority == null) {
            return false;
        }
        return authority.equals(publicAuthority) || authority.equals(host(request, origins.get(0)));
    }

    /**
     * Returns why a form is refused, or null if it is not. Browsers send at least one of the two headers with each form, so a
     * request with neither did not come from a form.
     */
    public OriginFault ofForm(HttpServletRequest request) {
        if (request.getHeader("Sec-Fetch-Site") != null) {
            return fetchSiteAllows(request) ? null : fault(OriginFault.Kind.OTHER_SITE, request);
        }
        return request.getHeader("Origin") == null ? fault(OriginFault.Kind.SILENT, request) : ofOrigin(request);
    }

    /** Returns why a request is refused, or null if it is not. Programs may omit both headers. */
    public OriginFault ofProgram(HttpServletRequest request) {
        return fetchSiteAllows(request) ? ofOrigin(request) : fault(OriginFault.Kind.OTHER_SITE, request);
    }

    private OriginFault ofOrigin(HttpServletRequest request) {
        if (originAllows(request)) {
            return null;
        }
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        boolean one = origins.size() == 1;
        return fault(one && origins.get(0).equals("null") ? OriginFault.Kind.HIDDEN
                : one && authority(origins.get(0)) != null ? OriginFault.Kind.MISMATCH : OriginFault.Kind.UNREADABLE, request);
    }

    private OriginFault fault(OriginFault.Kind kind, HttpServletRequest request) {
        return new OriginFault(kind, request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"), request.getHeader("Host"),
                publicOrigin);
    }

    private static String host(HttpServletRequest request, String origin) {
        String host = request.getHeader("Host");
        return host == null ? null : authority(origin.substring(0, origin.indexOf("://") + 3) + host);
    }

    /**
     * Returns the host and port of an origin in lower case, without the default port of its scheme, or null if it is not an
     * origin.
     */
    private static String authority(String origin) {
        String text = origin.toLowerCase(Locale.ROOT);
        String defaultPort;
        if (text.startsWith("https://")) {
            defaultPort = ":443";
        } else if (text.startsWith("http://")) {
            defaultPort = ":80";
        } else {
            return null;
        }
        String authority = text.substring(text.indexOf("://") + 3);
        if (authority.isEmpty() || authority.chars().anyMatch(c -> c == '/' || c == '@' || c <= ' ')) {
            return null;
        }
        return authority.endsWith(defaultPort) && !authority.endsWith(":" + defaultPort)
                ? authority.substring(0, authority.length() - defaultPort.length()) : authority;
    }
}
