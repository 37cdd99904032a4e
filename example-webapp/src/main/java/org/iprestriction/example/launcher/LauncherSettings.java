package org.iprestriction.example.launcher;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import org.iprestriction.example.DataDirectory;
import org.iprestriction.example.StartException;

/**
 * The launcher's settings from the environment; all variables with the prefix IP_RESTRICTION_ belong to the
 * application.
 *
 * @param address       the address to listen on; port 0 means any free port
 * @param data          the data directory, already open
 * @param adminPassword the new password of {@code admin}; null to keep the current one
 */
record LauncherSettings(InetSocketAddress address, DataDirectory data, String adminPassword) {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 256;

    static LauncherSettings of(Map<String, String> environment) {
        int port = port(set(environment, "PORT").orElse("8080"));
        InetAddress bind = bind(set(environment, "BIND").orElse("127.0.0.1"));
        Optional<String> password = set(environment, "ADMIN_PASSWORD");
        password.ifPresent(text -> requireLength("ADMIN_PASSWORD", text));
        return new LauncherSettings(new InetSocketAddress(bind, port),
                DataDirectory.open(set(environment, "DATA_DIR").orElse(null)), password.orElse(null));
    }

    /** An empty value counts as not set: deployments fill in variables that may be empty. */
    private static Optional<String> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
    }

    private static int port(String text) {
        // parseInt alone would accept a sign and the digits of other scripts.
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65535) {
            return Integer.parseInt(text);
        }
        throw new StartException("PORT is \"" + text
                + "\"; write a number from 1 to 65535, or 0 for any port that is free."
                + (text.contains("://") ? " A cluster may have put it there for one of its services: set PORT for this"
                        + " container itself." : ""));
    }

    private static InetAddress bind(String text) {
        // Only text that can only be an address is passed to getByName, so that no name is ever looked up.
        if (text.matches(OCTET + "(\\." + OCTET + "){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            try {
                return InetAddress.getByName(text);
            } catch (UnknownHostException e) {
                throw badBind(text, e);
            }
        }
        throw badBind(text, null);
    }

    private static StartException badBind(String text, Exception cause) {
        return new StartException("BIND is \"" + text + "\"; write an IP address of this computer, such as 127.0.0.1,"
                + " or 0.0.0.0 for all its IPv4 addresses.", cause);
    }

    /** The password itself is never shown. */
    static void requireLength(String what, String password) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw new StartException(what + " has " + password.length() + " characters; write one of "
                    + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + ".");
        }
    }
}
