package org.iprestriction.caller;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;
import org.iprestriction.settings.Ranges;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;
import org.iprestriction.settings.SettingsException;

/**
 * Determines the address of the caller of a request: the socket peer, or behind a trusted proxy the address in the
 * proxy's header.
 *
 * <p>The headers {@code X-Forwarded-For} and {@code Forwarded}
 * (<a href="https://www.rfc-editor.org/rfc/rfc7239#section-4">RFC 7239, section 4</a>) are read from right to left, up
 * to the first address that is not a trusted proxy. If the address cannot be determined with certainty, the caller is
 * unidentified. Never queries a name server.
 *
 * <p>Thread-safe.
 */
public final class ClientAddressResolver {

    private static final Logger LOG = System.getLogger(ClientAddressResolver.class.getName());

    /**
     * Set by containers that replace the remote address; reading the header again would yield an address written by the
     * client.
     */
    private static final String REWRITTEN = "org.apache.tomcat.request.forwarded";

    private final AccessList trustedProxies;
    private final boolean behindProxies;
    private final ClientHeader header;
    private final AddressReader reader = new AddressReader();
    /** Warnings that have already been logged, so that each is logged once. */
    private final AtomicBoolean ofRewriting = new AtomicBoolean();
    private final AtomicBoolean ofHeader = new AtomicBoolean();

    private ClientAddressResolver(Collection<IpRange> trustedProxies, String header, Ports ports, LongSupplier nanoTime) {
        List<Rule> rules = trustedProxies.stream().map(range -> Rule.always(0, Action.ALLOW, range)).toList();
        this.trustedProxies = AccessList.compile(rules, Decision.BLOCKED);
        this.behindProxies = !rules.isEmpty();
        this.header = new ClientHeader(header, ports, this::isTrusted, reader, new HeaderFaultLog(nanoTime));
    }

    /**
     * Returns a resolver.
     *
     * @param trustedProxies the addresses of proxies whose header is trusted; empty to use only the socket address; not
     *     null
     * @param clientHeader {@code X-Forwarded-For}, {@code Forwarded}, the name of a header that contains exactly one
     *     address, or {@code none}; not null; case-insensitive
     * @return the resolver
     * @throws SettingsException if there are trusted proxies but no header, or if the settings contradict each other
     */
    public static ClientAddressResolver of(Collection<IpRange> trustedProxies, String clientHeader) {
        return of(trustedProxies, clientHeader, null);
    }

    /**
     * Returns a resolver.
     *
     * @param trustedProxies the addresses of proxies whose header is trusted; empty to use only the socket address; not
     *     null
     * @param clientHeader {@code X-Forwarded-For}, {@code Forwarded}, the name of a header that contains exactly one
     *     address, or {@code none}; not null; case-insensitive
     * @param ports whether addresses in that header carry a port: {@code none}, {@code always} or {@code optional}; null to
     *     decide by the header
     * @return the resolver
     * @throws SettingsException if there are trusted proxies but no header, or if the settings contradict each other
     */
    public static ClientAddressResolver of(Collection<IpRange> trustedProxies, String clientHeader, String ports) {
        return of(trustedProxies, clientHeader, ports, System::nanoTime);
    }

    /** With a clock for the log. */
    static ClientAddressResolver of(Collection<IpRange> trustedProxies, String clientHeader, String ports,
            LongSupplier nanoTime) {
        if (!trustedProxies.isEmpty() && clientHeader.equalsIgnoreCase("none")) {
            throw new SettingsException("trusted-proxies is set, but client-header is “none”: set it to the header that"
                    + " those proxies write, such as X-Forwarded-For, or remove trusted-proxies.");
        }
        return new ClientAddressResolver(trustedProxies, clientHeader, Ports.of(clientHeader, ports), nanoTime);
    }

    /**
     * Returns the resolver for an application's settings {@code trusted-proxies}, {@code client-header} and
     * {@code client-header-ports}.
     *
     * @param settings the settings, not null
     * @return the resolver
     * @throws SettingsException if there are trusted proxies but no header, or if the settings contradict each other
     */
    public static ClientAddressResolver of(Settings settings) {
        return of(Ranges.parse(settings.text(Setting.TRUSTED_PROXIES).orElse("")).stream().map(Notation::range).toList(),
                settings.required(Setting.CLIENT_HEADER), settings.required(Setting.CLIENT_HEADER_PORTS), System::nanoTime);
    }

    /**
     * Returns the address of the caller of a request.
     *
     * @param request the request, not null
     * @return the address; null if it cannot be determined, in which case the request must be blocked
     */
    public IpAddress resolve(HttpServletRequest request) {
        IpAddress peer = SocketAddress.read(request.getRemoteAddr(), reader);
        if (!behindProxies || peer == null) {
            return peer;
        }
        if (request.getAttribute(REWRITTEN) != null) {
            warnOnce(ofRewriting, "The container has already replaced the remote address with the value of a"
                    + " header, and trusted-proxies is also set, so these callers are unidentified. Switch off the container's"
                    + " RemoteIpValve or RemoteIpFilter.");
            return null;
        }
        if (isTrusted(peer)) {
            return header.caller(request, peer);
        }
        String unread = ofHeader.get() ? null : request.getHeader(header.name());
        if (unread != null) {
            warnOnce(ofHeader, unbelieved(peer, unread));
        }
        return peer;
    }

    /** Returns why the header of an untrusted peer is ignored, and what to do about it. */
    private String unbelieved(IpAddress peer, String value) {
        String sentence = "A request from " + peer + " carries " + header.name();
        return value.contains(peer.toString())
                ? sentence + " with the same address. If the container replaces the remote address with the value of the header"
                        + " (Jetty's ForwardedRequestCustomizer, Undertow's ProxyPeerAddressHandler), callers can choose"
                        + " their own address: switch that off."
                : sentence + ", which is ignored because that address is not in trusted-proxies. If it is one of your"
                        + " proxies, add it.";
    }

    private static void warnOnce(AtomicBoolean warned, String sentence) {
        if (warned.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, sentence);
        }
    }

    /**
     * Returns whether a request has a forwarding header that is ignored because the peer is not a trusted proxy.
     *
     * @param request the request, not null
     * @return true if a proxy may be missing from {@code trusted-proxies}
     */
    public boolean isHeaderIgnored(HttpServletRequest request) {
        boolean named = request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null
                || header.holdsOneAddress() && request.getHeader(header.name()) != null;
        return named && !isTrusted(SocketAddress.read(request.getRemoteAddr(), reader));
    }

    private boolean isTrusted(IpAddress address) {
        return address != null && trustedProxies.decide(address) == Decision.ALLOWED;
    }
}
