package org.iprestriction.entry;

import java.util.Objects;

/**
 * The user who requests a change, and the request. Immutable and thread-safe.
 *
 * @param user the name of the user, not blank, at most 200 characters
 * @param address the address from which the request came, at most 100 characters, or null if it is not known
 * @param requestKey identifies the request, so that a repetition within 24 hours returns the result without repeating
 *     the change; unique for each user in each list, 1 to 200 characters, or null
 */
public record Author(String user, String address, String requestKey) {

    private static final int LONGEST = 200;

    /**
     * Creates an author.
     *
     * @param user not null
     * @param address null if it is not known
     * @param requestKey null if the request has none
     * @throws IllegalArgumentException if the user is blank, the request key is empty, or any argument is too long
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
