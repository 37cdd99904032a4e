package org.iprestriction.admin.context;

import org.iprestriction.database.StoreUnavailableException;

/** The messages for when the database cannot be used. */
public final class StoreDown {
    private StoreDown() {}

    /** Returns what to do, preceded by a space, or an empty string if the reason already says so. */
    public static String again(StoreUnavailableException failure) {
        return failure.saysWhatToDo() ? "" : " Try again in a moment.";
    }

    public static String notSaved(StoreUnavailableException failure) {
        String why = failure.getMessage();
        return "Not saved: " + Character.toLowerCase(why.charAt(0)) + why.substring(1) + again(failure);
    }
}
