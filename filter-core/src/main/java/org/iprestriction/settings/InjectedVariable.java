package org.iprestriction.settings;

import java.util.regex.Pattern;

/**
 * Environment variables that Kubernetes injects into every container for a Service whose name begins with
 * {@code ip-restriction}, and Docker for a link with such a name. They are not settings.
 */
final class InjectedVariable {

    /** Suffixes, after the name of the Service or link, that identify such a variable regardless of its value. */
    private static final Pattern BY_NAME = Pattern.compile("(?:\\w+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\\w+)?|ENV_\\w+"
            + "|PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:ADDR|PROTO|PORT|START|END|PORT_START|PORT_END))?)");
    private static final Pattern PORT = Pattern.compile("(?:\\w+_)?PORT");
    private static final Pattern PORT_VALUE = Pattern.compile("(?:(?:tcp|udp|sctp)://.*)?");
    private static final Pattern LINK = Pattern.compile("(?:\\w+_)?NAME");
    private static final Pattern LINK_VALUE = Pattern.compile("/[^/]+/[^/]+");

    private InjectedVariable() {
    }

    /** Returns whether a variable is injected; {@code name} is without the prefix {@code IP_RESTRICTION_}. */
    static boolean is(String name, String value) {
        return BY_NAME.matcher(name).matches()
                || PORT.matcher(name).matches() && PORT_VALUE.matcher(value).matches() // any other value: an unknown setting
                || LINK.matcher(name).matches() && LINK_VALUE.matcher(value).matches();
    }
}
