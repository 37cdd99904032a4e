package org.iprestriction.containers;

import java.util.List;
import java.util.Locale;

/**
 * What a server sent back.
 *
 * @param status the status; 0 where there was none: the connection was closed, or the answer was HTTP/0.9, a bare body
 * @param head the header lines, as they came
 * @param body the body, as ISO-8859-1
 */
record Answer(int status, List<String> head, String body) {

    static final Answer CLOSED = new Answer(0, List.of(), "");

    /** Tells whether this is something that only a caller who was let in may see. */
    boolean isSuccess() {
        return status / 100 == 2 || status == 101 || body.contains("reached=");
    }

    /** Answers the value of a header, or an empty text. */
    String header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return head.stream().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start)).findFirst()
                .map(line -> line.substring(start.length()).strip()).orElse("");
    }

    /** Answers what the probe wrote behind {@code name=}, or an empty text. */
    String said(String name) {
        return body.lines().filter(line -> line.startsWith(name + "=")).findFirst()
                .map(line -> line.substring(name.length() + 1)).orElse("");
    }
}
