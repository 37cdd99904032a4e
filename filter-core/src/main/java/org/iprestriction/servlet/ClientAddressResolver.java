package org.iprestriction.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;
import org.iprestriction.live.RangeTexts;
import org.iprestriction.live.RecentCallers;
import org.iprestriction.live.Settings;
import org.iprestriction.live.SettingsException;

/**
 * Finds out which address a request comes from: the socket peer; behind a trusted proxy the address that its header
 * names. Where that cannot be told for certain the caller is unidentified. Never asks a name server.
 *
 * <p>Thread-safe.
 */
public final class ClientAddressResolver {

    private static final Logger LOG = System.getLogger(ClientAddressResolver.class.getName());

    /** Set by containers that replace the remote address themselves; a second reading of the header would be a client's. */
    private static final String REWRITTEN = "org.apache.tomcat.request.forwarded";

    private final AccessList trustedProxies;
    private final boolean behindProxies;
    private final String header;
    private final HeaderStyle style;
    private final AddressReader reader = new AddressReader();
    /** Whether it was warned of these; a second time would be noise. */
    private final AtomicBoolean ofRewriting = new AtomicBoolean();
    private final AtomicBoolean ofHeader = new AtomicBoolean();

    private enum HeaderStyle { NONE, FORWARDED_FOR, FORWARDED, ONE_ADDRESS }

    private ClientAddressResolver(Collection<IpRange> trustedProxies, String header) {
        List<Rule> rules = trustedProxies.stream().map(range -> Rule.always(0, Action.ALLOW, range)).toList();
        this.trustedProxies = AccessList.compile(rules, Decision.BLOCKED);
        this.behindProxies = !rules.isEmpty();
        this.header = header;
        this.style = header.equalsIgnoreCase("none") ? HeaderStyle.NONE
                : header.equalsIgnoreCase("X-Forwarded-For") ? HeaderStyle.FORWARDED_FOR
                : header.equalsIgnoreCase("Forwarded") ? HeaderStyle.FORWARDED : HeaderStyle.ONE_ADDRESS;
    }

    /**
     * Answers a resolver.
     *
     * @param trustedProxies the addresses whose header is believed; empty to go by the socket alone
     * @param clientHeader {@code X-Forwarded-For}, {@code Forwarded}, the name of a header that holds exactly one address,
     *     or {@code none}
     * @return the resolver
     * @throws SettingsException if there are trusted proxies but no header to believe
     */
    public static ClientAddressResolver of(Collection<IpRange> trustedProxies, String clientHeader) {
        if (!trustedProxies.isEmpty() && clientHeader.equalsIgnoreCase("none")) {
            throw new SettingsException("trusted-proxies is set, but client-header is “none”: write the one header that"
                    + " those proxies set, such as X-Forwarded-For, or remove trusted-proxies.");
        }
        return new ClientAddressResolver(trustedProxies, clientHeader);
    }

    /**
     * Answers the resolver that an application's settings {@code trusted-proxies} and {@code client-header} describe.
     *
     * @param settings the settings, not null
     * @return the resolver
     * @throws SettingsException if there are trusted proxies but no header to believe
     */
    public static ClientAddressResolver of(Settings settings) {
        return of(RangeTexts.parse(settings.text("trusted-proxies").orElse("")).stream().map(Notation::range).toList(),
                settings.text("client-header").orElse("none"));
    }

    /**
     * Answers the address a request comes from.
     *
     * @param request the request, not null
     * @return the address; null if it cannot be told, which has to mean blocked
     */
    public IpAddress resolve(HttpServletRequest request) {
        IpAddress peer = peer(request.getRemoteAddr());
        if (!behindProxies || peer == null) {
            return peer;
        }
        if (request.getAttribute(REWRITTEN) != null) {
            warnOnce(ofRewriting, "The container has already replaced the remote address by what a header says, and"
                    + " trusted-proxies is set too: such callers are unidentified. Switch the container's RemoteIpValve or"
                    + " RemoteIpFilter off.");
            return null;
        }
        if (isTrusted(peer)) {
            return named(request);
        }
        String unread = ofHeader.get() ? null : request.getHeader(header);
        if (unread != null) {
            warnOnce(ofHeader, unbelieved(peer, unread));
        }
        return peer;
    }

    /** Answers why the header of a peer that is no trusted proxy is not believed, and what to do about it. */
    private String unbelieved(IpAddress peer, String value) {
        String sentence = "A request from " + peer + " carries " + header;
        return value.contains(peer.toString())
                ? sentence + " with that very address. If the container replaces the remote address by what the header says"
                        + " (Jetty's ForwardedRequestCustomizer, Undertow's ProxyPeerAddressHandler), every caller chooses"
                        + " his own address: switch that off."
                : sentence + ", which is not believed because that address is not in trusted-proxies. If it is one of your"
                        + " proxies, add it.";
    }

    private static void warnOnce(AtomicBoolean warned, String sentence) {
        if (warned.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, sentence);
        }
    }

    /**
     * Tells whether a request names a caller that is not believed: a forwarding header from a peer that is no trusted proxy.
     *
     * @param request the request, not null
     * @return true if a proxy may be missing in {@code trusted-proxies}
     */
    public boolean isHeaderIgnored(HttpServletRequest request) {
        boolean named = request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null
                || style == HeaderStyle.ONE_ADDRESS && request.getHeader(header) != null;
        return named && !isTrusted(peer(request.getRemoteAddr()));
    }

    private boolean isTrusted(IpAddress address) {
        return address != null && trustedProxies.decide(address) == Decision.ALLOWED;
    }

    /** Reads the socket address, which most containers write plainly. */
    private IpAddress peer(String text) {
        if (text == null) {
            return null;
        }
        IpAddress plain = IpAddress.read(text, 0, text.length(), reader);
        return plain != null || text.indexOf(':') < 0 ? plain : adorned(text);
    }

    /** Reads an IPv6 address in brackets or with a zone, as some containers write it; only they may, so only here. */
    private IpAddress adorned(String text) {
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

    private IpAddress named(HttpServletRequest request) {
        Enumeration<String> lines = request.getHeaders(header);
        if (lines == null || !lines.hasMoreElements()) {
            return null; // a header that was taken away on the path is an attack, not a reason to believe the proxy
        }
        String line = lines.nextElement();
        if (style == HeaderStyle.ONE_ADDRESS) {
            return lines.hasMoreElements() ? null : oneAddress(line);
        }
        if (style == HeaderStyle.FORWARDED_FOR && line.indexOf(',') < 0 && !lines.hasMoreElements()) {
            return ForwardedForHeader.only(line, reader);
        }
        HopReader hops = style == HeaderStyle.FORWARDED ? new ForwardedHeader(this::isTrusted, reader)
                : new ForwardedForHeader(this::isTrusted, reader);
        return lines.hasMoreElements() ? hops.last(line, lines) : hops.last(line);
    }

    private IpAddress oneAddress(String line) {
        int from = 0;
        int to = line.length();
        while (from < to && HopReader.isBlank(line.charAt(from))) {
            from++;
        }
        while (to > from && HopReader.isBlank(line.charAt(to - 1))) {
            to--;
        }
        return IpAddress.read(line, from, to, reader);
    }

    /** Makes addresses of bits, the same object for a recent caller. */
    private static final class AddressReader implements IpAddress.Reader<IpAddress> {
        private final RecentCallers callers = new RecentCallers();

        @Override
        public IpAddress ipv4(int bits) {
            return callers.ipv4(bits);
        }

        @Override
        public IpAddress ipv6(long high, long low) {
            return callers.ipv6(high, low);
        }

        @Override
        public IpAddress unreadable() {
            return null;
        }
    }
}
