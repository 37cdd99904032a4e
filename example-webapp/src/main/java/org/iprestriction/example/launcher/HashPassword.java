package org.iprestriction.example.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import org.iprestriction.example.StartException;

/** The command that converts a password to the hash that is stored in the users file. */
final class HashPassword {
    private HashPassword() {}

    /** Reads one line from the terminal, without echo, or from the standard input, and prints its hash. */
    static void run() throws IOException {
        Console console = System.console();
        String password = console == null
                ? new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine()
                : ask(console);
        if (password == null) {
            throw new StartException("No password was given; write it on the standard input, in one line.");
        }
        LauncherSettings.requireLength("The password", password);
        System.out.println(PasswordHash.of(password));
    }

    private static String ask(Console console) {
        char[] typed = console.readPassword("Password: ");
        char[] again = console.readPassword("Once more: ");
        if (typed == null || again == null) {
            return null;
        }
        if (!String.valueOf(typed).equals(String.valueOf(again))) {
            throw new StartException("The two passwords differ; run hash-password again and write the same one twice.");
        }
        return String.valueOf(typed);
    }
}
