package org.iprestriction.containers;

import java.util.List;

/**
 * Somebody who calls: from an address of this machine, with the header lines a proxy or he himself wrote. The probe trusts
 * 127.0.0.1 and ::1 as proxies and allows 203.0.113.7, 2001:db8::7 and 127.0.0.3.
 *
 * @param name what he is, for a failed test
 * @param from the address he connects from
 * @param lines header lines, without their line ends
 */
record Caller(String name, String from, List<String> lines) {

    static final Caller ALLOWED = through("allowed", "127.0.0.1", "X-Forwarded-For: 203.0.113.7");

    static final Caller BLOCKED = through("blocked", "127.0.0.1", "X-Forwarded-For: 198.51.100.66");

    /** Everybody who must never be let in, whatever he asks for. */
    static final List<Caller> ALL_BLOCKED = List.of(BLOCKED,
            through("without the proxy's header", "127.0.0.1"),
            through("no proxy, but writes the header", "127.0.0.2", "X-Forwarded-For: 203.0.113.7"));

    static Caller through(String name, String from, String... lines) {
        return new Caller(name, from, List.of(lines));
    }

    static Caller direct(String from) {
        return new Caller(from, from, List.of());
    }

    /** Writes a request that asks for the connection to be closed after it. */
    String request(String method, String target, String... more) {
        return head(method + " " + target + " HTTP/1.1", more) + "Connection: close\r\n\r\n";
    }

    /** Writes a request whose connection stays open. */
    String requestKeptAlive(String method, String target, String... more) {
        return head(method + " " + target + " HTTP/1.1", more) + "\r\n";
    }

    private String head(String start, String... more) {
        StringBuilder head = new StringBuilder(start).append("\r\nHost: localhost\r\n");
        lines.forEach(line -> head.append(line).append("\r\n"));
        for (String line : more) {
            head.append(line).append("\r\n");
        }
        return head.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
