package org.iprestriction.servlet;

import jakarta.servlet.FilterConfig;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;

/** Finds, at the start, settings that make it easy to bypass a filter: one sentence each, with the remedy. */
final class StartWarnings {

    private static final BigInteger WIDEST_IPV4 = BigInteger.ONE.shiftLeft(24); // a /8
    private static final BigInteger WIDEST_IPV6 = BigInteger.ONE.shiftLeft(104); // a /24

    private StartWarnings() {
    }

    static List<String> of(FilterConfig config, Coverage coverage, Optional<FilterMapping> mapping,
            Collection<Notation> proxies, Collection<Notation> allowed, Collection<Notation> blocked, String header) {
        List<String> warnings = new ArrayList<>();
        if (proxies.isEmpty() && !header.equalsIgnoreCase("none")) {
            warnings.add("client-header is “" + header + "”, but without trusted-proxies it is never read. Set"
                    + " trusted-proxies to the addresses of your proxies, or remove client-header.");
        }
        for (Notation proxy : proxies) {
            IpRange range = proxy.range();
            if (range.size().compareTo(range.isIpv4() ? WIDEST_IPV4 : WIDEST_IPV6) > 0) {
                warnings.add("trusted-proxies contains " + proxy + ", " + range.sizeText() + ": each of them can"
                        + " impersonate any caller. List only the addresses of the proxies.");
            }
            for (Notation allow : allowed) {
                IpRange both = allow.range().intersection(range);
                if (both != null && blocked.stream().noneMatch(block -> block.range().contains(both))) {
                    warnings.add("The trusted proxy " + proxy + " is also allowed, by " + allow + ": anyone who can make a"
                            + " proxy report its own address as the caller's gets in. Do not allow the addresses of proxies.");
                }
            }
        }
        UpgradeWarning.of(config.getServletContext(), mapping).ifPresent(warnings::add);
        mapping.flatMap(FilterMapping::warning).ifPresent(warnings::add);
        warnings.addAll(coverage.warnings());
        return warnings;
    }
}
