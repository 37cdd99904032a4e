package org.iprestriction.settings;

/**
 * The form {@code attribute:NAME} of the settings {@code list-from}, of a filter and of the pages: a request attribute that a filter of the
 * application sets. The container sets attributes of its own from what the caller has written, so those are none.
 */
public final class RequestAttribute {

    private static final String PREFIX = "attribute:";
    private static final int LONGEST_NAME = 200;

    private RequestAttribute() {
    }

    /**
     * Returns the name of the attribute in a setting.
     *
     * @param text the setting, not null
     * @return the name; null if the text has another form, or if the container sets that attribute
     */
    public static String in(String text) {
        String name = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "";
        return !name.isBlank() && name.equals(name.strip()) && name.length() <= LONGEST_NAME && !name.startsWith("jakarta.servlet.")
                && !name.startsWith("javax.servlet.") ? name : null;
    }
}
