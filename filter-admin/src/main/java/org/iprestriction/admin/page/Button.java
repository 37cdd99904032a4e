package org.iprestriction.admin.page;

/**
 * A link that looks like a button.
 *
 * @param label the accessible name, or null if the text is sufficient
 */
public record Button(String text, String href, boolean primary, boolean plus, String label) {

    public static Button primary(String text, String href) {
        return new Button(text, href, true, false, null);
    }

    public static Button plain(String text, String href) {
        return new Button(text, href, false, false, null);
    }

    public static Button add(String href) {
        return new Button("Add", href, true, true, "Add IP address or range");
    }
}
