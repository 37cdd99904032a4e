package org.iprestriction.containers;

import java.util.List;

/**
 * A caller with an address of this machine and header lines written by a proxy or the caller. The probe trusts
 * 127.0.0.1 and ::1 as proxies and allows 203.0.113.7, 2001:db8::7 and 127.0.0.3.
 *
 * @param name a description for a failed test
 * @param from the address from which the caller connects
 * @param lines header lines, without line ends
 */
record Caller(String name, String from, List<String> lines) {

    static final Caller ALLOWED = through("allowed", "127.0.0.1", "X-Forwarded-For: 203.0.113.7");

    static final Caller BLOCKED = through("blocked", "127.0.0.1", "X-Forwarded-For: 198.51.100.66");

    /** All callers that must be blocked, whatever they request. */
    static final List<Caller> ALL_BLOCKED = List.of(BLOCKED,
            through("without the proxy's header", "127.0.0.1"),
            through("no proxy, but writes the header", "127.0.0.2", "X-Forwarded-For: 203.0.113.7"));

    static Caller through(String name, String from, String... lines) {
        return new Caller(name, from, List.of(lines));
    }

    static Caller direct(String from) {
        return new Caller(from, from, List.of());
    }

    /** Returns a request that asks the server to close the connection afterwards. */
    String request(String method, String target, String... more) {
        return head(method + " " + target + " HTTP/1.1", more) + "Connection: close\r\n\r\n";
    }

    /** Returns a request that keeps the connection open. */
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
