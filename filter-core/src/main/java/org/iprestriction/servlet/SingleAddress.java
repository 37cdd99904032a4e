package org.iprestriction.servlet;

import org.iprestriction.address.IpAddress;

/** Reads a header that holds one address, and perhaps its port. */
final class SingleAddress {

    private SingleAddress() {
    }

    /** Returns the address that a line holds and nothing else; null if it is none, or could be one of two. */
    static IpAddress read(String line, Ports ports, IpAddress.Reader<IpAddress> reader) {
        int from = HopReader.skipBlanks(line, 0, line.length());
        int to = HopReader.skipBlanksBack(line, from, line.length());
        if (ports == Ports.NONE) {
            return IpAddress.read(line, from, to, reader);
        }
        IpAddress withPort = withPort(line, from, to, reader);
        if (ports == Ports.ALWAYS) {
            return withPort;
        }
        IpAddress whole = HopReader.address(line, from, to, true, (text, start, end) -> false, reader);
        return withPort == null ? whole : whole == null ? withPort : null;
    }

    /** Reads what stands before the last colon, if a port stands behind it; brackets around an IPv6 address are its own. */
    private static IpAddress withPort(String line, int from, int to, IpAddress.Reader<IpAddress> reader) {
        int colon = line.lastIndexOf(':', to - 1);
        if (colon <= from || line.startsWith("0", colon + 1) || !HopReader.isPortNumber(line, colon + 1, to)) {
            return null;
        }
        return line.charAt(from) == '[' ? HopReader.address(line, from, colon, false, HopReader::isPortNumber, reader)
                : IpAddress.read(line, from, colon, reader);
    }

    /** Returns why a line names nobody. */
    static HeaderFault fault(String line, Ports ports, IpAddress.Reader<IpAddress> reader) {
        if (line.isBlank()) {
            return HeaderFault.EMPTY;
        }
        boolean withPort = read(line, Ports.ALWAYS, reader) != null;
        boolean whole = read(line, Ports.NONE, reader) != null;
        return HeaderFault.in(line, 0, line.length(), withPort && whole ? HeaderFault.AMBIGUOUS
                : withPort ? HeaderFault.WITH_PORT : whole ? HeaderFault.WITHOUT_PORT : HeaderFault.NO_ADDRESS);
    }
}
