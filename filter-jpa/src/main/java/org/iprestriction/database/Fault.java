package org.iprestriction.database;

/** Why a database cannot be used, as a code and as a sentence that says what to do. */
record Fault(Reason reason, String sentence) {

    StoreUnavailableException exception() {
        return new StoreUnavailableException(reason, sentence);
    }
}
