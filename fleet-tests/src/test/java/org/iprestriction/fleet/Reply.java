package org.iprestriction.fleet;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the admin API answered. {@code tag} is its ETag, or empty. A status of 0: nothing, because the connection was lost. */
record Reply(int status, String tag, String body) {

    long id() {
        return Long.parseLong(member("id").orElseThrow(() -> new IllegalStateException("no id in " + this)));
    }

    /** Returns the instant at which the saved state takes effect, in milliseconds since 1970. */
    long effectiveAt() {
        return member("effectiveAt").map(Instant::parse).orElseThrow(() -> new IllegalStateException("not pending: " + this)).toEpochMilli();
    }

    /** Returns the last of several instants at which something changes for the entry. */
    long lastTurn() {
        return Pattern.compile("\"at\":\"([^\"]+)\"").matcher(body).results().map(at -> Instant.parse(at.group(1)).toEpochMilli())
                .max(Long::compare).orElseThrow(() -> new IllegalStateException("not pending twice: " + this));
    }

    String code() {
        return member("code").orElse("");
    }

    /** Returns the first member of a name that is a text or a number, anywhere in the body. */
    Optional<String> member(String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",}\\]]+)").matcher(body);
        return found.find() && !found.group(1).equals("null") ? Optional.of(found.group(1)) : Optional.empty();
    }
}
