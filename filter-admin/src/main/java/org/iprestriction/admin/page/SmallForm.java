package org.iprestriction.admin.page;

/**
 * A form that is one button.
 *
 * @param action  where it is sent
 * @param csrf    the session's token
 * @param nonce   the one-use number that makes a repeat of the same form harmless
 * @param version the entry's version it was made for, or -1 when any will do
 * @param label   the accessible name, or null when the button's text says it all
 */
public record SmallForm(String action, String csrf, String nonce, long version, String label) {}
