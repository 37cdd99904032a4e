package org.iprestriction.database;

import java.util.Locale;

/**
 * Why a database cannot be used, as a stable code for health checks and alarms. The sentence that says what to do is the message of
 * the {@link StoreUnavailableException}.
 */
public enum Reason {
    /** It does not answer, and nothing more is known. */
    STORE_SILENT,
    /** Nothing listens at its host and port. */
    STORE_UNREACHABLE,
    /** Its host is not known. */
    HOST_UNKNOWN,
    /** The driver cannot read the JDBC URL. */
    URL_UNREADABLE,
    /** The driver of a data source cannot be loaded. */
    DRIVER_MISSING,
    /** The user or the password is wrong. */
    LOGIN_REFUSED,
    /** The server has no such database. */
    DATABASE_MISSING,
    /** The server accepts no more connections. */
    TOO_MANY_CONNECTIONS,
    /** The user lacks a right. */
    PERMISSION_MISSING,
    /** The database can only be read. */
    READ_ONLY,
    /** Its disk is full. */
    DISK_FULL,
    /** Its files cannot be read or written for another reason. */
    DISK_FAILING,
    /** This process has too many open files. */
    TOO_MANY_FILES,
    /** The binary log of MariaDB has a format with which these transactions do not work. */
    BINARY_LOG,
    /** The library does not support the product. */
    PRODUCT_UNSUPPORTED,
    /** A table is missing. */
    TABLE_MISSING,
    /** A column is missing. */
    COLUMN_MISSING,
    /** The only row of {@code ipr_state} is missing. */
    ROW_MISSING,
    /** The tables are older than this library. */
    SCHEMA_OLDER,
    /** The tables are newer than this library. */
    SCHEMA_NEWER,
    /** A column compares texts as equal that are not. */
    COLLATION_INEXACT,
    /** Something else, which the data source has said. */
    STORE_PROBLEM;

    /**
     * Returns the code.
     *
     * @return the name in lower case
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
