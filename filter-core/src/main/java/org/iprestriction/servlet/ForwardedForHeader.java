package org.iprestriction.servlet;

import java.util.function.Predicate;
import org.iprestriction.address.IpAddress;

/** Reads {@code X-Forwarded-For}: addresses between commas, without quoting. */
final class ForwardedForHeader extends HopReader {

    ForwardedForHeader(Predicate<IpAddress> trusted, IpAddress.Reader<IpAddress> reader) {
        super(trusted, reader);
    }

    /** Answers what a line without a comma names: trusted or not, the only hop is the answer. Allocates nothing. */
    static IpAddress only(String line, IpAddress.Reader<IpAddress> reader) {
        int from = 0;
        int to = line.length();
        while (from < to && isBlank(line.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(line.charAt(to - 1))) {
            to--;
        }
        return from == to ? null : address(line, from, to, true, HopReader::isPortNumber, reader);
    }

    @Override
    void readLine(String line) {
        int end = line.length();
        while (end >= 0) {
            int comma = line.lastIndexOf(',', end - 1);
            int from = comma + 1;
            int to = end;
            while (from < to && isBlank(line.charAt(from))) {
                from++;
            }
            while (to > from && isBlank(line.charAt(to - 1))) {
                to--;
            }
            if (from == to ? unreadable() : hop(line, from, to, true)) {
                return;
            }
            end = comma;
        }
    }
}
