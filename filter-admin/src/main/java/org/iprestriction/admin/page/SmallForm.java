package org.iprestriction.admin.page;

/**
 * A form that consists of one button.
 *
 * @param action  the target of the form
 * @param csrf    the session's token
 * @param nonce   the one-use number that makes a repetition of the same form harmless
 * @param version the version of the entry that it was made for, or -1 for any version
 * @param label   the accessible name, or null if the button's text is sufficient
 */
public record SmallForm(String action, String csrf, String nonce, long version, String label) {}
