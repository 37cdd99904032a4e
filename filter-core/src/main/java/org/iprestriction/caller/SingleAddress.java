package org.iprestriction.caller;

import org.iprestriction.address.IpAddress;

/** Parses a header that contains one address, optionally with a port. */
final class SingleAddress {

    private SingleAddress() {
    }

    /** Returns the only address in a line; null if the line is not an address, or is ambiguous. */
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

    /** Parses the address before the last colon if a port follows it; an IPv6 address may have brackets. */
    private static IpAddress withPort(String line, int from, int to, IpAddress.Reader<IpAddress> reader) {
        int colon = line.lastIndexOf(':', to - 1);
        if (colon <= from || line.startsWith("0", colon + 1) || !HopReader.isPortNumber(line, colon + 1, to)) {
            return null;
        }
        return line.charAt(from) == '[' ? HopReader.address(line, from, colon, false, HopReader::isPortNumber, reader)
                : IpAddress.read(line, from, colon, reader);
    }

    /** Returns why a line does not identify a caller. */
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
