package org.iprestriction.containers;

import java.util.List;
import java.util.stream.Stream;

/** Header lines that appear to contain the allowed address, sent by the trusted proxy and by others. */
final class Hostile {

    private static final List<List<String>> BEHIND_THE_PROXY = List.of(
            List.of("X-Forwarded-For: 203.0.113.7, 198.51.100.66"),
            List.of("X-Forwarded-For: 203.0.113.7", "X-Forwarded-For: 198.51.100.66"),
            List.of("X-Forwarded-For: 203.0.113.7, garbage"),
            List.of("X-Forwarded-For: 203.0.113.7", "X-Forwarded-For: garbage"),
            List.of("X-Forwarded-For:"),
            List.of("X-Forwarded-For: localhost"),
            List.of("X-Forwarded-For: unknown"),
            List.of("X-Forwarded-For: 203.0.113.007"),
            List.of("X-Forwarded-For: 203.0.28935"),
            List.of("X-Forwarded-For: 3405803783"),
            List.of("X-Forwarded-For: 0xcb.0.113.7"),
            List.of("X-Forwarded-For: 203.0.113.7/32"),
            List.of("X-Forwarded-For: \"203.0.113.7\""),
            List.of("X-Forwarded-For: [203.0.113.7]"),
            List.of("X-Forwarded-For: 203.0.113.7:"),
            List.of("X-Forwarded-For: 203.0.113.7:99999"),
            List.of("X-Forwarded-For: 203.0.113.7 198.51.100.66"),
            List.of("X-Forwarded-For: 203.0.113.7;198.51.100.66"),
            List.of("X-Forwarded-For: 203.0.113.7%eth0"),
            List.of("X-Forwarded-For: 2001:db8::7%lo"),
            List.of("X-Forwarded-For: 64:ff9b::203.0.113.7"),
            List.of("X-Forwarded-For: ::203.0.113.7"),
            List.of("X-Forwarded-For: for=203.0.113.7"),
            List.of("X-Forwarded-For: \uFF12\uFF10\uFF13.0.113.7"),
            List.of("X-Forwarded-For: 203.0.113.7\u0000"),
            List.of("X-Forwarded-For: 203.0.113.7\u00A0"),
            List.of("X-Forwarded-For: 203.0.113.7\u000B"),
            List.of("X_Forwarded_For: 203.0.113.7"),
            List.of("X-Forwarded_For: 203.0.113.7"),
            List.of("X-Forwarded-For : 203.0.113.7"),
            List.of("X-Forwarded-For\t: 203.0.113.7"),
            List.of("\tX-Forwarded-For: 203.0.113.7"),
            List.of("Forwarded: for=203.0.113.7"),
            List.of("X-Real-IP: 203.0.113.7"),
            List.of("X-Client-IP: 203.0.113.7", "True-Client-IP: 203.0.113.7", "CF-Connecting-IP: 203.0.113.7"),
            List.of("X-Forwarded-For: 198.51.100.66", "X_Forwarded_For: 203.0.113.7"),
            List.of("X-Forwarded-For: 198.51.100.66", "Forwarded: for=203.0.113.7", "X-Real-IP: 203.0.113.7"),
            List.of("X-Forwarded-For: 198.51.100.66", "Connection: X-Forwarded-For"),
            List.of("Connection: X-Forwarded-For"),
            List.of("X-Forwarded-For: 198.51.100.66", "X-Forwarded-Host: 203.0.113.7", "X-Forwarded-By: 203.0.113.7"),
            List.of("X-Forwarded-For: 198.51.100.66", "org.iprestriction.decided.api: true"),
            List.of("X-Forwarded-For: 198.51.100.66", "Host: 203.0.113.7"),
            List.of("X-Forwarded-For: 203.0.113.7\r\n , 198.51.100.66"),
            List.of("X-Forwarded-For: 198.51.100.66\rX-Forwarded-For: 203.0.113.7"));

    private static final List<List<String>> FROM_ELSEWHERE = List.of(
            List.of("X-Forwarded-For: 203.0.113.7"),
            List.of("X-Forwarded-For: 203.0.113.7, 127.0.0.1"),
            List.of("X-Forwarded-For: 127.0.0.1"),
            List.of("X-Forwarded-For: 127.0.0.3"),
            List.of("X-Forwarded-For: ::1"),
            List.of("X-Forwarded-For: 203.0.113.7", "X-Forwarded-For: 203.0.113.7"),
            List.of("Forwarded: for=203.0.113.7"),
            List.of("X-Real-IP: 203.0.113.7"));

    static final List<Caller> CALLERS = Stream.concat(
            BEHIND_THE_PROXY.stream().map(lines -> new Caller(lines.toString(), "127.0.0.1", lines)),
            FROM_ELSEWHERE.stream().map(lines -> new Caller(lines.toString(), "127.0.0.2", lines))).toList();

    private Hostile() {}

    static boolean hasBareCr(Caller caller) {
        return caller.lines().stream().anyMatch(line -> line.replace("\r\n", "").indexOf('\r') >= 0);
    }

    static boolean hasSpaceBeforeColon(Caller caller) {
        return caller.lines().stream().anyMatch(line -> line.matches("(?s)[^:]+[ \t]:.*"));
    }
}
