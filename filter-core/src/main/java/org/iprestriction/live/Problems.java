package org.iprestriction.live;

import java.util.StringJoiner;

/** One line for people out of a failure, without what must not be shown: addresses of stores and their passwords. */
final class Problems {

    private static final int LONGEST = 300;

    private Problems() {
    }

    static String sentence(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < 20 && cause.getCause() != null && cause.getCause() != cause; depth++) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String line = cause.getClass().getSimpleName() + (message == null ? "" : ": " + withoutLocations(message));
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    /** Answers the words of a message; one that holds a location or a password becomes an ellipsis. */
    private static String withoutLocations(String message) {
        StringJoiner words = new StringJoiner(" ");
        for (String word : message.split("\\s")) {
            boolean secret = word.contains("://") || word.startsWith("jdbc:") || word.contains("\"jdbc:")
                    || word.toLowerCase(java.util.Locale.ROOT).contains("password=");
            if (!word.isEmpty()) {
                words.add(secret ? "…" : word);
            }
        }
        return words.toString();
    }
}
