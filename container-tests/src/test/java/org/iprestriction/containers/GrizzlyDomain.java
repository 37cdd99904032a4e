package org.iprestriction.containers;

import java.io.IOException;
import java.util.regex.Matcher;

/** The configuration that Payara and GlassFish have in common. */
final class GrizzlyDomain {

    private GrizzlyDomain() {}

    /** Gives a domain.xml the listeners of the probe in place of its own, all of them on loopback. */
    static String withListeners(String domainXml, int port, int lenientPort, String adminListener) throws IOException {
        String network = Wars.resource("grizzly-network.xml").replace("@port@", String.valueOf(port))
                .replace("@lenient-port@", String.valueOf(lenientPort)).replace("@admin-listener@", adminListener);
        return domainXml
                .replaceFirst("(?s)<network-config>.*?</network-config>", Matcher.quoteReplacement(network))
                .replaceFirst("network-listeners=\"http-listener[^\"]*\"", "network-listeners=\"http-listener,ipv6,lenient\"");
    }
}
