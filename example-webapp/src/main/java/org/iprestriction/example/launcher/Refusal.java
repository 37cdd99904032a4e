package org.iprestriction.example.launcher;

import org.iprestriction.example.StartException;

/** Why the application did not start, found in what Jetty threw. */
final class Refusal {
    private Refusal() {}

    /**
     * The sentence of the first of our own exceptions; a failure without one is a fault of the program and thrown as it
     * is. Our classes are looked for by name: inside the WAR they belong to another class loader.
     */
    static StartException of(Exception failure) throws Exception {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t.getClass().getName().startsWith("org.iprestriction.") && t.getMessage() != null) {
                return new StartException(t.getMessage(), failure);
            }
        }
        throw failure;
    }
}
