package org.iprestriction.admin.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;
import org.iprestriction.caller.ClientAddressResolver;

/**
 * The address that a request to the pages comes from, determined by the same resolver that the filter of the API uses.
 *
 * @param address             the address, or null if it cannot be determined
 * @param throughUnknownProxy whether a peer that is not a trusted proxy sent a forwarding header
 */
public record CallerAddress(IpAddress address, boolean throughUnknownProxy) {
    private static final List<IpRange> PRIVATE = ranges("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
            "169.254.0.0/16", "127.0.0.0/8", "fc00::/7", "fe80::/10", "::1/128");
    private static final List<IpRange> LOOPBACK = ranges("127.0.0.0/8", "::1/128");
    private static final List<IpRange> SHARED = ranges("100.64.0.0/10");

    public static CallerAddress of(HttpServletRequest request, ClientAddressResolver resolver) {
        return new CallerAddress(resolver.resolve(request), resolver.isHeaderIgnored(request));
    }

    public boolean loopback() {
        return address != null && within(LOOPBACK, address);
    }

    public String proxySentence() {
        return within(PRIVATE, address)
                ? "This server sees a private address. If you come through a proxy, its address must be set as a trusted proxy."
                : "This server sees the address of a proxy. If you come through it, its address must be set as a trusted proxy.";
    }

    /** Returns whether the whole range is in private networks. */
    public static boolean isPrivate(IpRange range) {
        return PRIVATE.stream().anyMatch(p -> p.contains(range));
    }

    /** Returns whether the whole range is in the address space that carriers share between customers (RFC 6598). */
    public static boolean isShared(IpRange range) {
        return SHARED.stream().anyMatch(p -> p.contains(range));
    }

    private static boolean within(List<IpRange> ranges, IpAddress address) {
        return ranges.stream().anyMatch(r -> r.contains(address));
    }

    private static List<IpRange> ranges(String... notations) {
        return List.of(notations).stream().map(n -> Notation.parse(n).range()).toList();
    }
}
