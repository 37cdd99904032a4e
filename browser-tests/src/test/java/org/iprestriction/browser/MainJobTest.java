package org.iprestriction.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main use case of the product, as an administrator performs it by hand. */
class MainJobTest {

    @ParameterizedTest(name = "script: {0}")
    @ValueSource(booleans = {true, false})
    void anAdministratorListsAddressesAndLaterExactlyThoseCanCall(boolean script) throws Exception {
        try (Example example = Example.start(Map.of("IP_RESTRICTION_ACTIVATION", "PT20S"));
                Chromium browser = Chromium.start(script)) {
            browser.signIn(example);
            assertThat(browser.text("main")).contains("All API requests are blocked.", "No IP addresses yet",
                    "0 of 50 entries used.");

            add(browser, "Range", "HQ LAN", "192.168.0.0/255.255.255.0");
            add(browser, "Range", "Warehouse", "192.168.0.10 - 192.168.10.20");
            add(browser, "Range", "CRM connector", "192.168.10.10-20");
            add(browser, "Range", "Branches", "192.168.0.0/16");
            add(browser, "IP", "Billing server", "203.0.113.10");
            assertThat(example.statusFor("203.0.113.10")).as("just saved, not in force yet").isEqualTo(403);

            assertThat(browser.row("HQ LAN")).contains("192.168.0.0/255.255.255.0", "256 addresses");
            assertThat(browser.row("Warehouse")).contains("192.168.0.10 - 192.168.10.20", "2,571 addresses");
            assertThat(browser.row("CRM connector")).contains("192.168.10.10-20", "11 addresses");
            assertThat(browser.row("Branches")).contains("192.168.0.0/16", "65,536 addresses");
            assertThat(browser.row("Billing server")).contains("Pending", "Takes effect at", "Undo");
            assertThat(browser.text(".used")).isEqualTo("5 of 50 entries used");

            awaitRow(browser, script, "Billing server", "Active");
            assertThat(example.statusFor("203.0.113.10")).isEqualTo(200);
            assertThat(example.statusFor("192.168.10.15")).isEqualTo(200);
            assertThat(example.statusFor("192.168.255.255")).isEqualTo(200);
            assertThat(example.statusFor("203.0.113.11")).isEqualTo(403);
            assertThat(example.statusFor("192.169.0.0")).isEqualTo(403);

            browser.click("a[aria-label='Delete Billing server']");
            assertThat(browser.text("dialog")).contains("Delete Billing server?");
            browser.press("Delete");
            assertThat(browser.text("#flash")).contains("Billing server is deleted.", "stays allowed until");
            assertThat(example.statusFor("203.0.113.10")).as("deleted, still in force").isEqualTo(200);
            awaitRow(browser, script, "Billing server", "");
            assertThat(example.statusFor("203.0.113.10")).isEqualTo(403);
            assertThat(example.statusFor("192.168.10.15")).isEqualTo(200);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void add(Chromium browser, String type, String name, String address) {
        browser.press("Add");
        assertThat(browser.text("dialog h2")).isEqualTo("IP List Configuration");
        browser.click("input[name=type][value=" + (type.equals("IP") ? "ip" : "range") + "]");
        browser.type("name", name);
        browser.type("address", address);
        browser.press("Save");
        assertThat(browser.text("#flash")).contains(name + " is saved.", "It will take effect automatically in 20 seconds");
    }

    /** With scripts, the page refreshes itself; without them, the administrator reloads it. */
    private static void awaitRow(Chromium browser, boolean script, String name, String status) {
        browser.await(driver -> {
            if (!script) {
                driver.navigate().refresh();
            }
            String row = browser.row(name);
            return status.isEmpty() ? row.isEmpty() : row.contains(status);
        });
    }
}
