package org.iprestriction.example.launcher;

import java.io.IOException;
import java.security.SecureRandom;
import org.iprestriction.example.StartException;

/** The administrator that is created in every new data directory. */
final class FirstUser {
    /** 32 characters that are not easily confused, so each holds five bits. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final UsersFile file;

    private FirstUser(UsersFile file) {
        this.file = file;
    }

    /**
     * Reads the users, and sets the password of {@code admin} to the one in the environment, if there is one.
     *
     * @throws StartException if the users cannot be read, or the password cannot be written
     */
    static FirstUser of(UsersFile file, String adminPassword) {
        try {
            User admin = file.find(User.ADMIN).orElse(null);
            if (adminPassword != null && (admin == null || !admin.password().matches(adminPassword))) {
                file.put(new User(User.ADMIN, PasswordHash.of(adminPassword),
                        admin == null ? User.ADMIN_ROLES : admin.roles()));
            }
        } catch (IllegalArgumentException e) {
            throw new StartException("\"" + file.path() + "\" cannot be used: " + e.getMessage()
                    + ". Correct that line or delete it.", e);
        } catch (IOException e) {
            throw unusable(file, e);
        }
        return new FirstUser(file);
    }

    /** Creates {@code admin} if there is no users file yet; returns the password, or null if nothing was created. */
    String createIfMissing() {
        if (file.exists()) {
            return null;
        }
        try {
            String password = generate();
            file.put(new User(User.ADMIN, PasswordHash.of(password), User.ADMIN_ROLES));
            return password;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static StartException unusable(UsersFile file, IOException e) {
        return new StartException("\"" + file.path() + "\" cannot be read or written (" + e.getMessage()
                + "). Make it a file that you own, or move it away to begin with a new administrator.", e);
    }

    /** Four groups of five letters: 100 random bits. */
    private static String generate() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            password.append(i > 0 && i % 5 == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
