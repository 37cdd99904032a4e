package org.iprestriction.example;

/**
 * Thrown if the example cannot start. The message is one sentence with the error, the wrong value and what to do
 * instead.
 */
public final class StartException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception without a cause.
     *
     * @param sentence shown unchanged to the person who started the example
     */
    public StartException(String sentence) {
        super(sentence);
    }

    /**
     * Creates the exception with a cause.
     *
     * @param sentence shown unchanged to the person who started the example
     * @param cause written only to the log
     */
    public StartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
