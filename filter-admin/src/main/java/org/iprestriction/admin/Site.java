package org.iprestriction.admin;

import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.time.ZoneId;
import org.iprestriction.jpa.EntryStore;
import org.iprestriction.servlet.ClientAddressResolver;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;

/**
 * What all pages of one application share.
 *
 * @param admin   where they are found
 * @param roles   who may use them
 * @param list    the name of the list the pages edit
 * @param product the name in the top bar
 * @param zone    the zone of all times
 * @param deployment what is fixed outside the pages
 * @param secure  whether browsers come by TLS, whatever the container sees
 * @param bodies  reads what is posted by those who are signed in; {@code strangersBodies} what the others post
 * @param recent  reads the list, and keeps it for the time the database does not answer
 */
record Site(EntryStore store, Settings settings, AdminPath admin, Roles roles, String list, String product, ZoneId zone, DeploymentRules deployment,
        ClientAddressResolver resolver, SameOrigin origin, boolean secure, ChangeRate changes, PasswordChecks checks,
        Bodies bodies, Bodies strangersBodies, RecentListing recent) {
    private static final int STRANGERS = 64;
    private static final Duration STRANGERS_PATIENCE = Duration.ofSeconds(10);

    /** Whether the filter only reports. */
    boolean report() {
        return deployment.reporting();
    }

    static Site of(ServletContext context) {
        AdminPages.requireLists(context);
        var settings = (Settings) context.getAttribute(Settings.class.getName());
        var store = (EntryStore) context.getAttribute(EntryStore.ATTRIBUTE);
        String list = settings.required(Setting.LIST);
        return new Site(store, settings, AdminPath.of(context), Roles.of(settings), list, settings.required(Setting.PRODUCT_NAME), settings.timeZone(),
                DeploymentRules.of(context, settings, list), ClientAddressResolver.of(settings),
                new SameOrigin(settings.text(Setting.PUBLIC_ORIGIN).orElse(null)),
                settings.text(Setting.PUBLIC_ORIGIN).orElse("").startsWith("https:"), ChangeRate.of(context),
                PasswordChecks.of(context), Bodies.ofSignedIn(context), new Bodies(STRANGERS, STRANGERS_PATIENCE),
                RecentListing.of(context, store, list));
    }
}
