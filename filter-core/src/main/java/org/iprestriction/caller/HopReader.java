package org.iprestriction.caller;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Predicate;
import org.iprestriction.address.IpAddress;

/**
 * Reads the hops of a forwarding header from the right, where the trusted proxies append, to the left, where anybody
 * can write. The result is the first hop that is not a trusted proxy, or the left-most hop if all are. Hops to the left
 * of the result are not read. An empty or malformed hop before it means that there is no result: if a proxy appends a
 * variable without a value, the next hop was written by the client and must not count as the caller.
 *
 * <p>An instance is used for one request.
 */
abstract class HopReader {

    /** The maximum number of hops read; a longer header would only cost time. */
    static final int MOST_HOPS = 32;

    private final Predicate<IpAddress> trusted;
    private final IpAddress.Reader<IpAddress> reader;
    private int hops;
    private IpAddress leftMost;
    private boolean done;
    private HeaderFault fault;

    HopReader(Predicate<IpAddress> trusted, IpAddress.Reader<IpAddress> reader) {
        this.trusted = trusted;
        this.reader = reader;
    }

    /** Returns the caller in a single header line, or null. */
    final IpAddress last(String line) {
        readLine(line);
        return leftMost;
    }

    /** Returns the caller in several header lines, or null; the last line is from the nearest proxy (RFC 9110, section 5.3). */
    final IpAddress last(String first, Enumeration<String> more) {
        List<String> lines = new ArrayList<>();
        lines.add(first);
        while (more.hasMoreElements()) {
            lines.add(more.nextElement());
        }
        for (int i = lines.size() - 1; i >= 0 && !done; i--) {
            readLine(lines.get(i));
        }
        return leftMost;
    }

    /** Passes the hops of a line to {@link #hop} from the right until it returns true. */
    abstract void readLine(String line);

    /** Returns why there was no result. */
    final HeaderFault fault() {
        return fault;
    }

    /** Ends the reading without a result. Returns true, which means to stop. */
    final boolean nobody(HeaderFault why) {
        leftMost = null;
        done = true;
        fault = why;
        return true;
    }

    /** Processes one hop, which is part of a line. Returns whether to stop. */
    final boolean hop(String line, int from, int to, boolean bareIpv6) {
        if (++hops > MOST_HOPS) {
            return nobody(HeaderFault.TOO_LONG);
        }
        IpAddress address = address(line, from, to, bareIpv6, this::isPort, reader);
        if (address == null) {
            return nobody(HeaderFault.in(line, from, to, HeaderFault.NO_ADDRESS));
        }
        leftMost = address;
        done = !trusted.test(address);
        return done;
    }

    /**
     * Parses {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code [2001:db8::1]}, {@code [2001:db8::1]:80}, and optionally
     * bare IPv6.
     */
    static IpAddress address(String line, int from, int to, boolean bareIpv6, PortRule port,
            IpAddress.Reader<IpAddress> reader) {
        if (from < to && line.charAt(from) == '[') {
            int close = line.indexOf(']', from);
            int colon = line.indexOf(':', from);
            boolean good = close > 0 && close < to && colon > 0 && colon < close
                    && (close + 1 == to || line.charAt(close + 1) == ':' && port.isPort(line, close + 2, to));
            return good ? IpAddress.read(line, from + 1, close, reader) : null;
        }
        int colon = line.indexOf(':', from);
        if (colon < 0 || colon >= to) {
            return IpAddress.read(line, from, to, reader);
        }
        int second = line.indexOf(':', colon + 1);
        if (second >= 0 && second < to) {
            return bareIpv6 ? IpAddress.read(line, from, to, reader) : null;
        }
        return port.isPort(line, colon + 1, to) ? IpAddress.read(line, from, colon, reader) : null;
    }

    /** Defines which ports a header allows after the colon. */
    interface PortRule {
        boolean isPort(String line, int from, int to);
    }

    boolean isPort(String line, int from, int to) {
        return isPortNumber(line, from, to);
    }

    /** Returns whether part of a line is a port number from 1 to 65535. */
    static boolean isPortNumber(String line, int from, int to) {
        int port = 0;
        for (int i = from; i < to; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i - from >= 5) {
                return false;
            }
            port = port * 10 + digit;
        }
        return port >= 1 && port <= 65_535;
    }

    /** Returns the index of the first character that is not blank, or {@code to}. */
    static int skipBlanks(String line, int from, int to) {
        int i = from;
        while (i < to && isBlank(line.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Returns the index after the last character that is not blank, or {@code from}. */
    static int skipBlanksBack(String line, int from, int to) {
        int i = to;
        while (i > from && isBlank(line.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
