package org.iprestriction.admin;

import jakarta.servlet.ServletContext;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
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
 * @param report  whether the filter only reports
 * @param last    the list as it was last read, for the time the database does not answer
 */
record Site(EntryStore store, Settings settings, String list, String product, ZoneId zone, boolean report,
        ClientAddressResolver resolver, SameOrigin origin, ChangeRate changes, FailedSignIns failures,
        AtomicReference<Listing> last) {

    static Site of(ServletContext context) {
        var settings = (Settings) context.getAttribute(Settings.class.getName());
        var store = (EntryStore) context.getAttribute(EntryStore.ATTRIBUTE);
        return new Site(store, settings, settings.text("list").orElse("default"),
                settings.text("product-name").orElse("Example API"),
                settings.timeZone(),
                settings.text("mode").orElse("enforce").equals("report"), ClientAddressResolver.of(settings),
                new SameOrigin(settings.text("public-origin").orElse(null)), ChangeRate.of(context),
                FailedSignIns.of(context), new AtomicReference<>());
    }
}
