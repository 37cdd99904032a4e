package org.iprestriction.admin.context;

import org.iprestriction.database.StoreUnavailableException;

/** The messages for when the database cannot be used. */
public final class StoreDown {
    /** The message if nothing more is known. */
    static final String SENTENCE = "The database does not answer.";

    private StoreDown() {}

    /** Returns why it cannot be used, in sentences that may be shown to users. */
    public static String why(RuntimeException failure) {
        return failure instanceof StoreUnavailableException ? failure.getMessage() : SENTENCE;
    }

    /** Returns what to do, preceded by a space, or an empty string if the reason already says so. */
    public static String again(RuntimeException failure) {
        return why(failure).equals(SENTENCE) ? " Try again in a moment." : "";
    }

    public static String notSaved(RuntimeException failure) {
        String why = why(failure);
        return "Not saved: " + Character.toLowerCase(why.charAt(0)) + why.substring(1) + again(failure);
    }
}
