package org.iprestriction.admin.access;

import org.iprestriction.entry.Quote;

/**
 * The reason why a request is treated as coming from another site, in words that an administrator can act on. More often than
 * an attack, the cause is a proxy that changes {@code Host}.
 *
 * @param kind the reason
 * @param fetchSite the header {@code Sec-Fetch-Site}, or null if it is missing
 * @param origin the header {@code Origin}, or null if it is missing
 * @param host the header {@code Host}, or null if it is missing
 * @param publicOrigin the setting, or null
 */
public record OriginFault(Kind kind, String fetchSite, String origin, String host, String publicOrigin) {

    /** Why a request is refused. */
    enum Kind {
        /** The browser says that the request comes from another site. */
        OTHER_SITE,
        /** The browser withholds the origin. */
        HIDDEN,
        /** There is neither header, so nothing shows where the request comes from. */
        SILENT,
        /** {@code Origin} cannot be parsed, or was sent more than once. */
        UNREADABLE,
        /** {@code Origin} names a different host or port from {@code Host} and the setting. */
        MISMATCH
    }

    private static final String CLOSE = "If you clicked a link in an e-mail or on another site, close that page.";

    /**
     * Returns what to do about it. The value of {@code Host} is not shown to strangers: behind a proxy that changes it, it is a
     * name from the internal network.
     */
    public String advice(boolean stranger) {
        return switch (kind) {
            case OTHER_SITE -> CLOSE;
            case HIDDEN -> "The browser hides where it came from (Origin is “null”), as the header Referrer-Policy: no-referrer makes"
                    + " it do. If a proxy in front of this server sets that header, let it pass on ours. " + CLOSE;
            case SILENT -> "Neither Origin nor Sec-Fetch-Site arrived, and browsers send one of them with every form. If a proxy in"
                    + " front of this server takes them away, let it pass them on.";
            case UNREADABLE -> "The header Origin has to be one origin such as https://admin.example.com. If a proxy in front of this"
                    + " server changes it, let it pass it on as it is.";
            case MISMATCH -> "The browser says that it came from " + Quote.of(origin) + ", but " + expected(stranger) + ". If "
                    + Quote.of(origin) + " is where you open these pages, set ip-restriction.public-origin to it"
                    + (publicOrigin == null ? ", or let the proxy in front of this server pass on Host"
                            + " (nginx: proxy_set_header Host $http_host;)" : "") + ". If it is not, close that page.";
        };
    }

    /** Returns the headers as they arrived, for the log. Missing headers are left out. */
    String headers() {
        return shown("Origin", origin) + ", " + shown("Host", host) + ", " + shown("Sec-Fetch-Site", fetchSite);
    }

    private String expected(boolean stranger) {
        String here = host == null ? "no Host arrived here"
                : stranger ? "the header Host that arrived here names another server or port" : "Host is " + Quote.of(host);
        return here + (publicOrigin == null ? " and ip-restriction.public-origin is not set"
                : " and ip-restriction.public-origin is " + Quote.of(publicOrigin));
    }

    private static String shown(String header, String value) {
        return value == null ? "no " + header : header + " " + Quote.of(value);
    }
}
