package org.iprestriction.jpa;

import jakarta.persistence.PersistenceException;

/** Thrown if a commit failed, but may have been carried out all the same. */
final class UnansweredException extends PersistenceException {

    private static final long serialVersionUID = 1;

    UnansweredException(RuntimeException cause) {
        super(cause);
    }
}
