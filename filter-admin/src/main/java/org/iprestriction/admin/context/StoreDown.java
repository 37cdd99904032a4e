package org.iprestriction.admin.context;

import org.iprestriction.database.StoreUnavailableException;

/** What is said where the database cannot be used. */
public final class StoreDown {
    /** Where nothing more is known. */
    static final String SENTENCE = "The database does not answer.";

    private StoreDown() {}

    /** Why it cannot be used, in sentences that may be shown. */
    public static String why(RuntimeException failure) {
        return failure instanceof StoreUnavailableException ? failure.getMessage() : SENTENCE;
    }

    /** What to do, with a space before it, where the reason does not say so itself. */
    public static String again(RuntimeException failure) {
        return why(failure).equals(SENTENCE) ? " Try again in a moment." : "";
    }

    public static String notSaved(RuntimeException failure) {
        String why = why(failure);
        return "Not saved: " + Character.toLowerCase(why.charAt(0)) + why.substring(1) + again(failure);
    }
}
