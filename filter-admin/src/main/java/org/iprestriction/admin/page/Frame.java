package org.iprestriction.admin.page;

import java.time.Instant;
import org.iprestriction.admin.text.Phrase;

/**
 * The parts that surround every page.
 *
 * @param title   the page's own part of the title, empty for the list itself
 * @param user    who is signed in, or null
 * @param csrf    the session's token, empty if nobody is signed in
 * @param now     the time of the fleet's clock when the page was made
 * @param version the response of {@code state} while nothing has changed; null on pages that do not wait for anything
 * @param modal   whether a dialog is shown over the page
 * @param report  whether the filter runs in report mode, which every page shows
 */
public record Frame(Links links, Place place, String title, String product, String user, String csrf, Instant now, String version,
        boolean modal, boolean report) {

    private static final Note BANNER = Note.warn(Phrase.EMPTY.strong("Nothing is blocked.").text(" The restriction only"
            + " reports what it would block. Switch it on in the server configuration.")).id("report-mode");

    String fullTitle() {
        return (title.isEmpty() ? "" : title + " – ") + (place.named() == null ? "" : place.named() + " – ") + "IP Restriction – Settings";
    }

    /** Returns the frame of a page that asks whether the list is unchanged since {@code at}. */
    public Frame showing(Instant at, String state) {
        return new Frame(links, place, title, product, user, csrf, at, state, modal, report);
    }

    /** Returns the frame of the page of all lists, even if the path names one of them. */
    public Frame ofAllLists() {
        return new Frame(links, place.ofAllLists(), title, product, user, csrf, now, version, modal, report);
    }

    /** Returns the frame of a page with a dialog over it. */
    public Frame under(Dialog dialog) {
        return new Frame(links, place, dialog.title(), product, user, csrf, now, version, true, report);
    }

    /** Returns the banner shown on every page in report mode, or null. */
    Note banner() {
        return report ? BANNER : null;
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
