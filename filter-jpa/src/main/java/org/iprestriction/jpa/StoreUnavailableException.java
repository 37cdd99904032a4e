package org.iprestriction.jpa;

/**
 * The store cannot be used now: the database does not answer, its disk is full, it gave up waiting for a lock, or it lacks the
 * tables. Nothing was written. The message is one or two sentences without addresses or passwords, which say what to do where
 * that is known; the cause is for the log.
 */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** With {@code sentence}, or a better one where the cause tells more. */
    StoreUnavailableException(String sentence, Throwable cause) {
        this(Outage.sentence(cause).orElse(null), sentence, cause);
    }

    private StoreUnavailableException(String better, String sentence, Throwable cause) {
        // A cause that was put into words is no cause any more: whoever looks for the root finds the words.
        super(better == null ? sentence : better, better == null ? cause : null);
        if (better != null) {
            addSuppressed(cause);
        }
    }
}
