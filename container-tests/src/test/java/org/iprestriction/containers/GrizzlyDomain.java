package org.iprestriction.containers;

import java.io.IOException;
import java.util.regex.Matcher;

/** The common configuration of Payara and GlassFish. */
final class GrizzlyDomain {

    private GrizzlyDomain() {}

    /** Replaces the listeners of a domain.xml by those of the probe, all on loopback. */
    static String withListeners(String domainXml, int port, int lenientPort, String adminListener) throws IOException {
        String network = Wars.resource("grizzly-network.xml").replace("@port@", String.valueOf(port))
                .replace("@lenient-port@", String.valueOf(lenientPort)).replace("@admin-listener@", adminListener);
        return domainXml
                .replaceFirst("(?s)<network-config>.*?</network-config>", Matcher.quoteReplacement(network))
                .replaceFirst("network-listeners=\"http-listener[^\"]*\"", "network-listeners=\"http-listener,ipv6,lenient\"");
    }
}
