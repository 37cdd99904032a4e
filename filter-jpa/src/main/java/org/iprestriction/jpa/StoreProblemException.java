package org.iprestriction.jpa;

import java.sql.SQLNonTransientConnectionException;

/**
 * A failure of a data source whose message tells an administrator what to do. A {@link javax.sql.DataSource} that an
 * application makes itself may throw it; the message becomes that of the {@link StoreUnavailableException}, and so is shown
 * on the pages, in the JSON API and in the log. It must hold no password.
 */
public final class StoreProblemException extends SQLNonTransientConnectionException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the failure.
     *
     * @param sentence what is wrong and what to do, in whole sentences
     */
    public StoreProblemException(String sentence) {
        super(sentence);
    }
}
