package org.iprestriction.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The pages in a real browser: focus, keyboard, errors, screen reader output and layout. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class PagesTest {

    private static Example example;
    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        example = Example.start(Map.of());
        browser = Chromium.start(true);
        browser.signIn(example);
        add("Istanbul office", "range", "185.86.12.0/24");
        add("<script>alert(1)</script>\"'&", "ip", "203.0.113.66");
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
        example.close();
    }

    private static void add(String name, String type, String address) {
        browser.open(example.pages() + "/new");
        fill(name, type, address);
        browser.press("Save");
        browser.await(driver -> driver.findElement(By.id("flash")));
    }

    private static void fill(String name, String type, String address) {
        browser.click("input[name=type][value=" + type + "]");
        browser.type("name", name);
        browser.type("address", address);
    }

    @Test
    void aHostileNameIsTextEverywhere() {
        browser.open(example.pages());
        assertThat(browser.row("<script>")).startsWith("<script>alert(1)</script>\"'&");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aRefusedFormKeepsWhatWasTypedAndACorrectionFillsTheField() {
        browser.open(example.pages() + "/new");
        fill("Branch", "range", "192.168.10.5/24");
        browser.press("Save");
        browser.await(driver -> driver.getTitle().startsWith("Error: "));
        assertThat(browser.focused()).isEqualTo("address");
        assertThat(browser.value("name")).isEqualTo("Branch");
        assertThat(browser.text("#address-error")).contains("192.168.10.5/24 is not the start of a network."
                + " Use 192.168.10.0/24 for the whole network, or 192.168.10.5 for one address.");
        browser.press("Use 192.168.10.0/24 (256 addresses)");
        assertThat(browser.value("address")).isEqualTo("192.168.10.0/24");
        browser.open(example.pages());
        assertThat(browser.row("Branch")).as("a correction does not save").isEmpty();
    }

    @Test
    void thePreviewExplainsWhatIsTypedAndIsNeverRed() {
        browser.open(example.pages() + "/new");
        fill("Warehouse", "range", "192.168.0.10 - 192.168.10.20");
        browser.await(driver -> browser.text("#preview").contains("2,571 addresses"));
        browser.type("address", "192.168.0.10 - ");
        browser.await(driver -> browser.text("#preview").contains("Enter the end of the range"));
        assertThat(browser.has("#address[aria-invalid]")).isFalse();
    }

    @Test
    void escapeLeavesAnEmptyDialogAndAsksBeforeDiscarding() {
        browser.open(example.pages());
        browser.press("Add");
        assertThat(browser.focused()).isEqualTo("name");
        browser.keys(Keys.ESCAPE);
        browser.await(driver -> !browser.has("dialog"));
        assertThat(browser.url()).endsWith("#add");
        browser.press("Add");
        browser.keys("Half a name");
        browser.keys(Keys.ESCAPE);
        assertThat(browser.text("dialog .say")).isEqualTo("Not saved. Press Esc again to discard what you typed.");
        browser.keys(Keys.ESCAPE);
        browser.await(driver -> !browser.has("dialog"));
    }

    @Test
    void theTrashBinAsksWithTheFocusOnCancel() {
        browser.open(example.pages());
        browser.click("a[aria-label='Delete Istanbul office']");
        assertThat(browser.text("dialog h2")).isEqualTo("Delete Istanbul office?");
        browser.keys(Keys.ENTER);
        browser.await(driver -> !browser.has("dialog"));
        assertThat(browser.row("Istanbul office")).isNotEmpty();
    }

    @Test
    void undoTakesBackAnAddition() {
        add("Mistake", "ip", "203.0.113.99");
        browser.click("#flash button");
        browser.await(driver -> browser.text("#flash").contains("Undone."));
        assertThat(browser.text("#flash")).contains("Mistake was not added.");
        assertThat(browser.row("Mistake")).isEmpty();
    }

    @Test
    void aClickOnANameEditsAndTheSameFormSentTwiceSavesOnce() {
        browser.open(example.pages());
        browser.press("Istanbul office");
        assertThat(browser.text("dialog")).contains("IP List Configuration", "Istanbul office");
        browser.type("name", "Istanbul HQ");
        browser.press("Save");
        assertThat(browser.text("#flash")).isEqualTo("Istanbul HQ is saved.");
        browser.press("Istanbul HQ");
        browser.type("name", "Istanbul office");
        browser.press("Save");
        browser.await(driver -> browser.text("#flash").contains("Istanbul office is saved."));
    }

    @Test
    void anAddressCanBeChecked() {
        browser.open(example.pages() + "?check=198.51.100.1");
        assertThat(browser.text("#chk-r")).contains("Blocked.", "198.51.100.1");
        browser.open(example.pages() + "?check=185.86.12.44");
        assertThat(browser.text("#chk-r")).contains("Blocked now, allowed from", "Istanbul office");
        browser.open(example.pages() + "?check=010.0.0.1");
        assertThat(browser.text("#chk-r")).contains("“010” starts with a zero");
    }

    @ParameterizedTest
    @CsvSource({"''", "/new", "/new?type=range&address=192.168.10.5/24", "/1", "/1/delete", "?check=203.0.113.66",
        "?check=x", "?q=nothing", "?status=disabled", "/999999", "/nowhere"})
    void everyPageFitsAndIsAccessible(String path) throws Exception {
        requireFits(browser, example.pages() + path);
    }

    /** Looks at a page on screens of all sizes, in the light and in the dark. */
    static void requireFits(Chromium browser, String url) throws Exception {
        for (int width : new int[] {1280, 375, 320}) {
            for (boolean dark : new boolean[] {false, true}) {
                browser.look(width, dark);
                browser.open(url);
                assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                        .as("%s at %d", url, width).isLessThanOrEqualTo(width);
                if (width != 320) {
                    assertThat(browser.accessibilityFaults()).as("%s at %d, dark %s", url, width, dark)
                            .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST).isEmpty();
                }
            }
        }
        browser.look(1280, false);
        assertThat(browser.complaints()).isEmpty();
    }
}
