package org.iprestriction.servlet;

import java.util.function.Predicate;
import org.iprestriction.address.IpAddress;

/** Reads {@code X-Forwarded-For}: addresses between commas, without quoting. */
final class ForwardedForHeader extends HopReader {

    ForwardedForHeader(Predicate<IpAddress> trusted, IpAddress.Reader<IpAddress> reader) {
        super(trusted, reader);
    }

    /** Returns what a line without a comma names: trusted or not, the only hop is the answer. Allocates nothing. */
    static IpAddress only(String line, IpAddress.Reader<IpAddress> reader) {
        int from = skipBlanks(line, 0, line.length());
        int to = skipBlanksBack(line, from, line.length());
        return from == to ? null : address(line, from, to, true, HopReader::isPortNumber, reader);
    }

    @Override
    void readLine(String line) {
        int end = line.length();
        while (end >= 0) {
            int comma = line.lastIndexOf(',', end - 1);
            int from = skipBlanks(line, comma + 1, end);
            int to = skipBlanksBack(line, from, end);
            if (from == to ? nobody(HeaderFault.EMPTY) : hop(line, from, to, true)) {
                return;
            }
            end = comma;
        }
    }
}
