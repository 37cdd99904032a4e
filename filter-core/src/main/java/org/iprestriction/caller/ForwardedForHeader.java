package org.iprestriction.caller;

import java.util.function.Predicate;
import org.iprestriction.address.IpAddress;

/** Parses {@code X-Forwarded-For}: addresses separated by commas, without quoting. */
final class ForwardedForHeader extends HopReader {

    ForwardedForHeader(Predicate<IpAddress> trusted, IpAddress.Reader<IpAddress> reader) {
        super(trusted, reader);
    }

    /** Returns the address in a line without a comma; the only hop is the caller, trusted or not. Does not allocate. */
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
