package org.iprestriction.example.launcher;

import java.util.Arrays;
import java.util.List;

/**
 * One line of the users file: a name, the hash of the password, and roles.
 *
 * <p>The text form is {@code name=pbkdf2-sha256:iterations:salt:hash,role,role}.
 */
record User(String name, PasswordHash password, List<String> roles) {
    static final String ADMIN = "admin";
    static final List<String> ADMIN_ROLES = List.of("ip-restriction-admin", "ip-restriction-emergency", "ip-restriction-operator");

    /** @throws IllegalArgumentException if the line is malformed; the message is a sentence that does not contain the hash */
    static User parse(String line) {
        int equals = line.indexOf('=');
        String name = equals < 0 ? "" : line.substring(0, equals).strip();
        if (name.isEmpty() || !name.matches("[^\\p{Cntrl}:,=]{1,64}")) {
            throw new IllegalArgumentException("a line must read name=pbkdf2-sha256:iterations:salt:hash,role");
        }
        String[] fields = line.substring(equals + 1).strip().split("\\s*,\\s*", -1);
        List<String> roles = List.of(Arrays.copyOfRange(fields, 1, fields.length));
        for (String role : roles) {
            if (!role.matches("[A-Za-z0-9._-]{1,64}")) {
                throw new IllegalArgumentException("user \"" + name + "\": \"" + role + "\" is not the name of a role");
            }
        }
        try {
            return new User(name, PasswordHash.parse(fields[0]), roles);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("user \"" + name + "\": " + e.getMessage(), e);
        }
    }

    /** Returns whether both users have the same line in the file. */
    boolean sameLine(User other) {
        return line().equals(other.line());
    }

    String line() {
        return name + "=" + password + (roles.isEmpty() ? "" : "," + String.join(",", roles));
    }
}
