package org.iprestriction.admin;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example with another {@code admin-path}: everything that was below {@code /admin} is below that, and leads there. */
class OtherFolderTest {
    @Test
    void the_pages_and_the_api_move_together_and_the_start_page_leads_to_them() throws Exception {
        try (PagesServer server = PagesServer.start("/demo", Map.of("admin-path", "/settings/network"))) {
            PlainBrowser browser = new PlainBrowser(server);
            browser.open("/").answers(302).follow().follow();
            browser.submit("/sign-in", Map.of("user", "a.yilmaz", "password", PagesServer.PASSWORD)).follow().answers(200)
                    .shows("No IP addresses yet");
            browser.open("/settings/network/ip-restriction/new").submit("ip-restriction",
                    Map.of("type", "ip", "name", "Office", "address", "192.0.2.1")).answers(303).follow().shows("Office is saved.");

            browser.open("/settings/network/").answers(302).follow().answers(200).shows("Office");
            browser.open("/settings/network/nothing").answers(404).shows("Page not found");
            new PlainBrowser(server).open("/settings/network/api/v1/ip-restriction/entries").answers(401);
            new PlainBrowser(server).open("/admin/ip-restriction").answers(404);
        }
    }
}
