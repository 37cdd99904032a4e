package org.iprestriction.database;

/**
 * Thrown if it is not known whether a change was saved: the connection was lost while the change was being committed, and
 * the database could not be asked afterwards. If the request has a key, repeating it settles the question, because a
 * change is made at most once for each key. The message is one or two sentences without URLs or passwords that say why;
 * the cause is meant for the log.
 *
 * <p>This is not a {@link StoreUnavailableException}, which promises that nothing was written.
 */
public final class OutcomeUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param cause the failure of the commit, not null
     */
    public OutcomeUnknownException(Throwable cause) {
        super(Outage.of(cause).map(Fault::sentence).orElse("The database stopped answering while the change was being saved."), cause);
    }
}
