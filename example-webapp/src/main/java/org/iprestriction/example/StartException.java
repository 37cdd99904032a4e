package org.iprestriction.example;

/**
 * The reason why the example cannot start: one sentence that names what is wrong, its value and what to do instead.
 */
public final class StartException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /**
     * Makes a reason without a further cause.
     *
     * @param sentence shown to whoever started the example, as it is
     */
    public StartException(String sentence) {
        super(sentence);
    }

    /**
     * Makes a reason with the failure behind it.
     *
     * @param sentence shown to whoever started the example, as it is
     * @param cause goes to the log and not to the person
     */
    public StartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
