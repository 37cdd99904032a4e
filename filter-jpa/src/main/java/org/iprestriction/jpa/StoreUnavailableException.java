package org.iprestriction.jpa;

/**
 * The store cannot be used now: the database does not answer, gave up waiting for a lock, or lacks the tables. Nothing was
 * written. The message is one sentence without addresses or passwords; the cause is for the log.
 */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoreUnavailableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
