package org.iprestriction.caller;

import java.util.Locale;
import org.iprestriction.address.IpAddress;

/**
 * The reason why a header does not identify a caller.
 *
 * @param what the error, as the end of a sentence that begins with the header and the part
 * @param part the malformed part of the header, shortened; null if the error is not in a particular part
 */
record HeaderFault(String what, String part) {

    static final HeaderFault MISSING = new HeaderFault("is missing. Configure the proxy to set it, or remove the"
            + " address from trusted-proxies if it is not a proxy", null);
    static final HeaderFault EMPTY = new HeaderFault("has an empty element where the caller's address is expected."
            + " The proxy may append a variable that has no value", null);
    static final HeaderFault TOO_LONG = new HeaderFault("has more than " + HopReader.MOST_HOPS + " trusted hops", null);
    static final HeaderFault OPEN_QUOTE = new HeaderFault("has a quote that is never closed", null);
    static final HeaderFault SEVERAL_LINES = new HeaderFault("is sent more than once, but must contain one address", null);

    static final String NO_ADDRESS = "where the caller's address is expected, which is not an address";
    static final String MALFORMED = "where the caller's address is expected, which does not follow RFC 7239";
    static final String NO_FOR = "where the caller's address is expected, which has no for=";
    static final String WITH_PORT = "where an address without a port is expected. If the proxy always writes a port, set "
            + Ports.SETTING + " to always";
    static final String WITHOUT_PORT = "where an address with a port is expected";
    static final String AMBIGUOUS = "where the caller's address is expected, which can be read with or without a port";

    private static final int LONGEST_PART = 100;

    static HeaderFault in(String line, int from, int to, String what) {
        return new HeaderFault(what, line.substring(from, Math.min(to, from + LONGEST_PART + 1)));
    }

    /** Returns the error as a sentence in printable ASCII. */
    String sentence(String header) {
        if (part == null) {
            return header + " " + what + ".";
        }
        IpAddress bare = header.equalsIgnoreCase("Forwarded") ? bareIpv6() : null;
        return header + " has \"" + LogText.escaped(part.strip(), LONGEST_PART) + "\" " + what
                + (bare == null ? "." : ". Write for=\"[" + bare + "]\", with brackets and quotes.");
    }

    /** Returns the IPv6 address in a {@code for=} without brackets or without quotes, or null. */
    private IpAddress bareIpv6() {
        int pair = part.toLowerCase(Locale.ROOT).indexOf("for=");
        String value = pair < 0 ? part : part.substring(pair + "for=".length());
        if (value.startsWith(pair < 0 ? "[" : "\"[")) {
            return null; // brackets and quotes are correct
        }
        IpAddress address = IpAddress.parseOrNull(value.replaceFirst("^[\"\\[]", "").replaceFirst("[]\";].*", "").strip());
        return address == null || address.isIpv4() ? null : address;
    }
}
