package org.iprestriction.entry;

import java.util.Objects;

/**
 * Who asks for a change.
 *
 * @param user the name of the user, not blank, at most 200 characters
 * @param address the address the request came from, or null
 * @param requestKey names the request, so that its repetition within 24 hours is answered and not done again; unique for
 *     each user, at most 200 characters, or null
 */
public record Author(String user, String address, String requestKey) {

    private static final int LONGEST = 200;

    /**
     * Makes an author.
     *
     * @param user not null
     * @param address null where it is not known
     * @param requestKey null where the request has none
     * @throws IllegalArgumentException if the user is blank, or a part is too long
     */
    public Author {
        Objects.requireNonNull(user, "user");
        if (user.isBlank() || user.length() > LONGEST) {
            throw new IllegalArgumentException("The name of a user has 1 to " + LONGEST + " characters.");
        }
        if (address != null && address.length() > 100) {
            throw new IllegalArgumentException("The address of an author has at most 100 characters.");
        }
        if (requestKey != null && (requestKey.isEmpty() || requestKey.length() > LONGEST)) {
            throw new IllegalArgumentException("A request key has 1 to " + LONGEST + " characters.");
        }
    }
}
