package org.iprestriction.example.launcher;

import org.iprestriction.example.StartException;

/** Finds, in an exception thrown by Jetty, the reason why the application did not start. */
final class Refusal {
    private Refusal() {}

    /**
     * Returns the sentence of the first of our own exceptions. A failure without one is a bug and is rethrown. Our
     * classes are compared by name, because in the WAR they belong to another class loader.
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
