package org.iprestriction.database;

import java.sql.SQLException;
import java.util.Set;

/** Tells whether a commit that failed may have saved the change all the same. */
public final class CommitFailure {

    private static final int DEEPEST = 20;
    /**
     * The classes of SQL states with which a database says that it has rolled back: a violated constraint, an invalid
     * transaction, a deadlock or a conflict with another transaction.
     */
    private static final Set<String> ROLLED_BACK = Set.of("23", "25", "40");
    /** The one state of class 40 that says the opposite: statement completion unknown. */
    private static final String UNKNOWN = "40003";

    private CommitFailure() {
    }

    /**
     * Returns whether the database has said that nothing was saved.
     *
     * @param failure the exception of the commit, not null
     * @return false if the change may have been saved
     */
    public static boolean isRollback(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < DEEPEST && cause != null; depth++) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null && sql.getSQLState().length() == 5) {
                return ROLLED_BACK.contains(sql.getSQLState().substring(0, 2)) && !sql.getSQLState().equals(UNKNOWN);
            }
            cause = cause.getCause();
        }
        return false;
    }
}
