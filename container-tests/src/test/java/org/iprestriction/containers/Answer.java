package org.iprestriction.containers;

import java.util.List;
import java.util.Locale;

/**
 * The response of a server.
 *
 * @param status the status; 0 if there was none, because the connection was closed or the response was HTTP/0.9, a bare
 *     body
 * @param head the header lines as received
 * @param body the body, as ISO-8859-1
 */
record Answer(int status, List<String> head, String body) {

    static final Answer CLOSED = new Answer(0, List.of(), "");

    /** Returns whether this is a response that only an allowed caller may receive. */
    boolean isSuccess() {
        return status / 100 == 2 || status == 101 || body.contains("reached=");
    }

    /** Returns the value of a header, or an empty text. */
    String header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return head.stream().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start)).findFirst()
                .map(line -> line.substring(start.length()).strip()).orElse("");
    }

    /** Returns the text that the probe wrote after {@code name=}, or an empty text. */
    String said(String name) {
        return body.lines().filter(line -> line.startsWith(name + "=")).findFirst()
                .map(line -> line.substring(name.length() + 1)).orElse("");
    }
}
