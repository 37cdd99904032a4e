package org.iprestriction.servlet;

import org.iprestriction.address.IpAddress;

/** Reads the address of the socket's other end as containers print it. */
final class SocketAddress {

    private SocketAddress() {
    }

    /** Returns the address, which most containers write plainly; null if the text is none. */
    static IpAddress read(String text, IpAddress.Reader<IpAddress> reader) {
        if (text == null) {
            return null;
        }
        IpAddress plain = IpAddress.read(text, 0, text.length(), reader);
        return plain != null || text.indexOf(':') < 0 ? plain : adorned(text, reader);
    }

    /** Reads an IPv6 address in brackets or with a zone, as some containers write it; only they may, so only here. */
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

    /** Tells whether a part of a text can be the name of an interface or its number (RFC 4007 section 11.2). */
    private static boolean isZone(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || "%/:[]".indexOf(c) >= 0) { // blanks are in names on Windows
                return false;
            }
        }
        return from < to;
    }
}
