package org.iprestriction.example.launcher;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The text that the launcher prints once it is ready.
 *
 * @param url        the URL of the application, without a trailing slash
 * @param pages      the URL of the list page
 * @param activation the time between saving a change and its effect
 * @param users      the users file
 * @param ready      whether the list has been loaded
 * @param chosen     whether {@code admin} has the password from the environment
 * @param password   the newly generated password of {@code admin}; null if none was generated
 */
record Greeting(String url, String pages, Duration activation, Path users, boolean ready, boolean chosen,
        String password) {
    void print(PrintStream out) {
        out.println();
        out.println("The IP Restriction example is running.");
        out.println();
        out.println("  Pages      " + pages);
        if (password != null) {
            out.println("  User       admin");
            out.println("  Password   " + password);
            out.println("             (shown this once; " + users + " keeps a hash of it)");
        } else if (chosen) {
            out.println("  Sign in    as admin with the password in ADMIN_PASSWORD, or as another user of");
            out.println("             " + users);
        } else {
            out.println("  Sign in    as admin with the password printed at the first start, or as another user of");
            out.println("             " + users);
            out.println("             (a lost password: start once with ADMIN_PASSWORD set to a new one)");
        }
        out.println();
        out.println("  Protected  " + url + "/api/*");
        out.println("             Every address is blocked until the list allows it. A change on the pages takes effect");
        out.println("             " + words(activation) + " after it is saved.");
        out.println("  Try        curl -i " + url + "/api/v1/hello");
        if (!ready) {
            out.println("             It answers 503, because the list could not be read yet; the reason is in the log.");
        } else if (password == null) {
            out.println("             It answers 403 while your own address is not on the list. Add it on the pages, and");
            out.println("             " + words(activation) + " later it answers 200.");
        } else {
            out.println("             It answers 403 now. Add your own address on the pages, and " + words(activation));
            out.println("             later it answers 200.");
        }
        out.println();
        out.flush();
    }

    /** Returns a duration such as "5 minutes" or "1 minute 30 seconds"; "at most a second" for zero. */
    static String words(Duration duration) {
        if (duration.isZero()) {
            return "at most a second";
        }
        StringBuilder words = new StringBuilder();
        append(words, duration.toHours(), "hour");
        append(words, duration.toMinutesPart(), "minute");
        append(words, duration.toSecondsPart(), "second");
        return words.isEmpty() ? duration.toMillis() + " milliseconds" : words.toString();
    }

    private static void append(StringBuilder words, long count, String unit) {
        if (count > 0) {
            words.append(words.isEmpty() ? "" : " ").append(count).append(' ').append(unit)
                    .append(count == 1 ? "" : "s");
        }
    }
}
