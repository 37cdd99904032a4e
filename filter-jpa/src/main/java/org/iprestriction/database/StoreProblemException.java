package org.iprestriction.database;

import java.sql.SQLNonTransientConnectionException;

/**
 * Thrown by a data source with a message that tells an administrator what to do. An application's own
 * {@link javax.sql.DataSource} may throw it. The message becomes the message of the {@link StoreUnavailableException},
 * so it is shown on the pages, in the JSON API and in the log. It must not contain a password.
 */
public final class StoreProblemException extends SQLNonTransientConnectionException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param sentence what is wrong and what to do, in complete sentences
     */
    public StoreProblemException(String sentence) {
        super(sentence);
    }
}
