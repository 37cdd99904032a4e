package org.iprestriction.example;

/**
 * The reason why the example cannot start: one sentence that names what is wrong, its value and what to do instead.
 */
public final class StartException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** Of a sentence that is shown to whoever started the example, as it is. */
    public StartException(String sentence) {
        super(sentence);
    }

    /** Of a sentence and the failure behind it, which goes to the log and not to the person. */
    public StartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
