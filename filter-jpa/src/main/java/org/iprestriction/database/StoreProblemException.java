package org.iprestriction.database;

import java.sql.SQLNonTransientConnectionException;

/**
 * Thrown by a data source with a message that tells an administrator what to do. An application's own
 * {@link javax.sql.DataSource} may throw it. The message becomes the message of the {@link StoreUnavailableException},
 * so it is shown on the pages, in the JSON API and in the log. It must not contain a password.
 */
public final class StoreProblemException extends SQLNonTransientConnectionException {

    private static final long serialVersionUID = 1;

    /** The stable code of what is wrong. */
    private final Reason reason;

    /**
     * Creates an exception with the reason {@link Reason#STORE_PROBLEM}.
     *
     * @param sentence what is wrong and what to do, in complete sentences
     */
    public StoreProblemException(String sentence) {
        this(Reason.STORE_PROBLEM, sentence, null);
    }

    /**
     * Creates the exception.
     *
     * @param reason why the database cannot be used, not null
     * @param sentence what is wrong and what to do, in complete sentences
     * @param cause the failure, or null
     */
    public StoreProblemException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    /**
     * Returns why the database cannot be used.
     *
     * @return the reason, not null
     */
    public Reason reason() {
        return reason;
    }
}
