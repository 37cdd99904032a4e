package org.iprestriction.caller;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.function.Predicate;
import org.iprestriction.address.IpAddress;

/** The header in which a trusted proxy passes the caller's address, and how to parse it. Thread-safe. */
final class ClientHeader {

    private enum Style { NONE, FORWARDED_FOR, FORWARDED, ONE_ADDRESS }

    private final String name;
    private final Style style;
    private final Ports ports;
    private final Predicate<IpAddress> trusted;
    private final IpAddress.Reader<IpAddress> reader;
    private final HeaderFaultLog faults;

    /** {@code trusted} returns whether a hop is a trusted proxy. */
    ClientHeader(String name, Ports ports, Predicate<IpAddress> trusted, IpAddress.Reader<IpAddress> reader,
            HeaderFaultLog faults) {
        this.name = name;
        this.style = name.equalsIgnoreCase("none") ? Style.NONE
                : name.equalsIgnoreCase("X-Forwarded-For") ? Style.FORWARDED_FOR
                : name.equalsIgnoreCase("Forwarded") ? Style.FORWARDED : Style.ONE_ADDRESS;
        this.ports = ports;
        this.trusted = trusted;
        this.reader = reader;
        this.faults = faults;
    }

    String name() {
        return name;
    }

    boolean holdsOneAddress() {
        return style == Style.ONE_ADDRESS;
    }

    /** Returns the caller in a trusted proxy's header. Returns null if there is none, and logs the reason. */
    IpAddress caller(HttpServletRequest request, IpAddress proxy) {
        Enumeration<String> lines = request.getHeaders(name);
        if (lines == null || !lines.hasMoreElements()) {
            // a header removed on the way is an attack; it does not make the proxy the caller
            return nobody(proxy, HeaderFault.MISSING);
        }
        String line = lines.nextElement();
        boolean alone = !lines.hasMoreElements();
        if (style == Style.ONE_ADDRESS) {
            IpAddress named = alone ? SingleAddress.read(line, ports, reader) : null;
            return named != null ? named
                    : nobody(proxy, alone ? SingleAddress.fault(line, ports, reader) : HeaderFault.SEVERAL_LINES);
        }
        if (style == Style.FORWARDED_FOR && alone && line.indexOf(',') < 0) {
            IpAddress only = ForwardedForHeader.only(line, reader);
            if (only != null) {
                return only;
            }
        }
        HopReader hops = style == Style.FORWARDED ? new ForwardedHeader(trusted, reader)
                : new ForwardedForHeader(trusted, reader);
        IpAddress named = alone ? hops.last(line) : hops.last(line, lines);
        return named != null ? named : nobody(proxy, hops.fault());
    }

    private IpAddress nobody(IpAddress proxy, HeaderFault fault) {
        faults.tell(name, proxy, fault);
        return null;
    }
}
