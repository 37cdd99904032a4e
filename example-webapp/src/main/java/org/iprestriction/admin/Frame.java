package org.iprestriction.admin;

import java.time.Instant;

/**
 * What surrounds every page.
 *
 * @param title   the page's own part of the title, empty for the list itself
 * @param user    who is signed in, or null
 * @param csrf    the session's token, empty when nobody is signed in
 * @param now     the fleet's clock when the page was made
 * @param version what {@code state} answers while nothing has changed; null on pages that do not wait for anything
 * @param modal   whether a dialog lies over the page
 */
record Frame(Links links, String title, String product, String user, String csrf, Instant now, String version,
        boolean modal) {

    String fullTitle() {
        return (title.isEmpty() ? "" : title + " – ") + "IP Restriction – Settings";
    }

    Frame titled(String other) {
        return new Frame(links, other, product, user, csrf, now, version, modal);
    }

    /** The frame of a page with a dialog over it. */
    Frame under(Dialog dialog) {
        return new Frame(links, dialog.title(), product, user, csrf, now, version, true);
    }

    String css() {
        return links.asset(Assets.CSS);
    }

    String script() {
        return links.asset(Assets.SCRIPT);
    }

    String icon() {
        return links.asset(Assets.ICON);
    }
}
