package org.iprestriction.caller;

import org.iprestriction.address.IpAddress;

/** Parses the address of the socket peer as containers print it. */
final class SocketAddress {

    private SocketAddress() {
    }

    /** Returns the address; null if the text is not an address. Most containers print a plain address. */
    static IpAddress read(String text, IpAddress.Reader<IpAddress> reader) {
        if (text == null) {
            return null;
        }
        IpAddress plain = IpAddress.read(text, 0, text.length(), reader);
        return plain != null || text.indexOf(':') < 0 ? plain : adorned(text, reader);
    }

    /** Parses an IPv6 address in brackets or with a zone ID, as some containers print it. Not accepted anywhere else. */
    private static IpAddress adorned(String text, IpAddress.Reader<IpAddress> reader) {
        int from = 0;
        int to = text.length();
        if (to > 2 && text.charAt(0) == '[' && text.charAt(to - 1) == ']') {
            from++;
            to--;
        }
        int zone = text.indexOf('%');
        if (zone >= 0 && (zone < text.indexOf(':') || !isZone(text, zone + 1, to))) {
            return null;
        }
        return IpAddress.read(text, from, zone < 0 ? to : zone, reader);
    }

    /** Returns whether part of a text can be a zone ID: the name or number of an interface (RFC 4007, section 11.2). */
    private static boolean isZone(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || "%/:[]".indexOf(c) >= 0) { // names on Windows may contain spaces
                return false;
            }
        }
        return from < to;
    }
}
