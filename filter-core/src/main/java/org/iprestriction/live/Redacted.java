package org.iprestriction.live;

import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Text about failures without what must not be shown: URLs of stores, which may hold users and passwords, and passwords by
 * themselves. What a driver says passes through here before it is logged, stored or shown.
 */
public final class Redacted {

    private static final int LONGEST = 300;
    private static final Pattern SECRET = Pattern.compile("://|\\bjdbc:|(password|passwd|pwd|secret)\\s*[=:]");

    private Redacted() {
    }

    /**
     * Returns a text as one line in which every word that holds a location or a password is an ellipsis.
     *
     * @param text the text, not null
     * @return the words that may be shown, with single spaces between them
     */
    public static String text(String text) {
        StringJoiner words = new StringJoiner(" ");
        boolean secret = false;
        for (String word : text.strip().split("\\s+")) {
            boolean announced = secret; // by the word before: "password: hunter2"
            secret = SECRET.matcher(word.toLowerCase(Locale.ROOT)).find();
            words.add(secret || announced ? "…" : word);
            secret &= word.endsWith("=") || word.endsWith(":");
        }
        return words.toString();
    }

    /**
     * Returns one line about a failure: the kind and the message of its innermost cause, redacted. Never fails itself, whatever
     * the failure's own methods do.
     *
     * @param failure the failure, not null
     * @return at most 301 characters
     */
    public static String sentence(Throwable failure) {
        Throwable cause = failure;
        String line;
        try {
            for (int depth = 0; depth < 20 && cause.getCause() != null && cause.getCause() != cause; depth++) {
                cause = cause.getCause();
            }
            String message = cause.getMessage();
            line = cause.getClass().getSimpleName() + (message == null ? "" : ": " + text(message));
        } catch (RuntimeException | Error unspeakable) {
            line = cause.getClass().getSimpleName() + ", whose message cannot be read";
        }
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
