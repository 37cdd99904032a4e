package org.iprestriction.admin;

import jakarta.servlet.ServletContext;
import java.time.ZoneId;
import org.iprestriction.jpa.EntryStore;
import org.iprestriction.jpa.Listing;
import org.iprestriction.live.Settings;
import org.iprestriction.servlet.ClientAddressResolver;

/**
 * What all pages of one application share.
 *
 * @param list    the name of the list the pages edit
 * @param product the name in the top bar
 * @param zone    the zone of all times
 * @param deployment what is fixed outside the pages
 * @param recent  reads the list, and keeps it for the time the database does not answer
 */
record Site(EntryStore store, Settings settings, String list, String product, ZoneId zone, DeploymentRules deployment,
        ClientAddressResolver resolver, SameOrigin origin, ChangeRate changes, FailedSignIns failures,
        RecentListing recent) {

    /** Whether the filter only reports. */
    boolean report() {
        return deployment.reporting();
    }

    static Site of(ServletContext context) {
        var settings = (Settings) context.getAttribute(Settings.class.getName());
        var store = (EntryStore) context.getAttribute(EntryStore.ATTRIBUTE);
        String list = settings.text("list").orElse("default");
        return new Site(store, settings, list, settings.text("product-name").orElse("Example API"), settings.timeZone(),
                DeploymentRules.of(context, settings, list), ClientAddressResolver.of(settings),
                new SameOrigin(settings.text("public-origin").orElse(null)), ChangeRate.of(context),
                FailedSignIns.of(context), RecentListing.of(context, store, list));
    }
}
