package org.iprestriction.live;

import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Removes confidential parts from the text of failures: passwords, and URLs of stores, which may contain users and
 * passwords. Messages of drivers are redacted before they are logged, stored or shown.
 *
 * <p>Thread-safe.
 */
public final class Redacted {

    private static final int LONGEST = 300;
    private static final Pattern SECRET = Pattern.compile("://|\\bjdbc:|(password|passwd|pwd|secret)\\s*[=:]");

    private Redacted() {
    }

    /**
     * Returns a text as one line in which every word with a URL or password is replaced by an ellipsis.
     *
     * @param text the text, not null
     * @return the redacted words, separated by single spaces
     */
    public static String text(String text) {
        StringJoiner words = new StringJoiner(" ");
        boolean secret = false;
        for (String word : text.strip().split("\\s+")) {
            boolean announced = secret; // announced by the previous word: "password: hunter2"
            secret = SECRET.matcher(word.toLowerCase(Locale.ROOT)).find();
            words.add(secret || announced ? "…" : word);
            secret &= word.endsWith("=") || word.endsWith(":");
        }
        return words.toString();
    }

    /**
     * Returns one line about a failure: the simple class name and the redacted message of its innermost cause. The messages
     * of this library's own exceptions are sentences and need no class name. Never throws, even if the failure's own methods
     * do.
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
            boolean ours = cause.getClass().getName().startsWith("org.iprestriction.");
            line = ours && message != null ? text(message) : cause.getClass().getSimpleName() + (message == null ? "" : ": " + text(message));
        } catch (RuntimeException | Error unspeakable) {
            line = cause.getClass().getSimpleName() + ", whose message cannot be read";
        }
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
