package org.iprestriction.database;

/**
 * Thrown if the store cannot be used at present: the database does not respond, its disk is full, waiting for a lock
 * took too long, or tables are missing. Nothing was written. The message is one or two sentences without URLs or
 * passwords that say what to do, if that is known; the cause is meant for the log.
 */
public final class StoreUnavailableException extends RuntimeException {

    /** What is said if nothing more is known. */
    public static final String NO_ANSWER = "The database does not answer.";

    private static final long serialVersionUID = 1;

    /** The stable code of what is wrong. */
    private final Reason reason;

    /**
     * Creates the exception.
     *
     * @param sentence what is wrong and what to do; replaced by a more specific sentence if the cause allows one
     * @param cause the failure, or null
     */
    public StoreUnavailableException(String sentence, Throwable cause) {
        this(Outage.of(cause).orElse(null), sentence, cause);
    }

    /**
     * Creates an exception without a cause.
     *
     * @param reason why the database cannot be used, not null
     * @param sentence what is wrong and what to do
     */
    public StoreUnavailableException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    private StoreUnavailableException(Fault better, String sentence, Throwable cause) {
        // If the cause has been translated, it is only suppressed, so that code that looks for the root cause finds this message.
        super(better == null ? sentence : better.sentence(), better == null ? cause : null);
        reason = better == null ? Reason.STORE_SILENT : better.reason();
        if (better != null) {
            addSuppressed(cause);
        }
    }

    /**
     * Returns why the database cannot be used.
     *
     * @return the reason, not null
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns whether the message says what to do about it.
     *
     * @return false if all that can be done is to try again
     */
    public boolean saysWhatToDo() {
        return !getMessage().equals(NO_ANSWER);
    }
}
