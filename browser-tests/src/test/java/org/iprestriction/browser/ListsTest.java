package org.iprestriction.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The lists of all accounts in a real browser, as an operator sees them. */
class ListsTest {

    /** As an id in a path: a name of 100 letters in a row. */
    private static final String LONG = "x".repeat(100);

    private static Example example;
    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        example = Example.start(Map.of("IP_RESTRICTION_OPERATOR_ROLE", "ip-restriction-admin"));
        browser = Chromium.start(true);
        browser.signIn(example);
        for (String list : new String[] {"acme", LONG, "~2LTYsdmD2Kk"}) {
            browser.open(example.pages() + "/lists/" + list + "/new");
            browser.type("name", "Office");
            browser.type("address", "203.0.113.7");
            browser.press("Save");
            browser.await(driver -> browser.has("#flash"));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
        example.close();
    }

    @Test
    void aLimitIsSetWithTheKeyboardAlone() {
        browser.open(example.pages() + "/lists");
        browser.click("a[aria-label='Change the limit of acme']");
        assertThat(browser.focused()).isEqualTo("limit");
        browser.type("limit", "0");
        browser.keys(Keys.ENTER);
        browser.await(driver -> driver.getTitle().startsWith("Error: "));
        assertThat(browser.text("#limit-error")).contains("Enter a whole number from 1 to 1,000,000");
        assertThat(browser.focused()).isEqualTo("limit");
        browser.type("limit", "120");
        browser.keys(Keys.ENTER);
        browser.await(driver -> browser.has("#flash"));
        assertThat(browser.text("#flash")).isEqualTo("The limit of “acme” is saved. The list may have 120 entries.");
        assertThat(browser.row("acme")).contains("1 of 120");
        browser.click("a[aria-label='Change the limit of acme']");
        browser.press("Use the standard limit (50)");
        browser.await(driver -> browser.has("#flash"));
        assertThat(browser.row("acme")).contains("1 of 50");
    }

    @Test
    void escapeLeavesTheDialogAndThePreviewWorksInEveryList() {
        browser.open(example.pages() + "/lists/acme/limit");
        browser.keys(Keys.ESCAPE);
        browser.await(driver -> !browser.has("dialog"));
        assertThat(browser.url()).endsWith("/lists#l-acme");
        browser.open(example.pages() + "/lists/" + LONG + "/new");
        browser.type("address", "203.0.113.7");
        browser.await(driver -> browser.text("#preview").contains("This is already in the list as “Office”"));
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lists", "/lists?q=nothing", "/lists/acme", "/lists/acme/limit", "/lists/acme/new", "/lists/~2LTYsdmD2Kk",
        "/lists/empty", "/lists/acme/999999"})
    void everyPageFitsAndIsAccessible(String path) throws Exception {
        PagesTest.requireFits(browser, example.pages() + path);
    }

    @Test
    void aLongNameFitsEverywhere() throws Exception {
        for (String path : new String[] {"/lists/" + LONG, "/lists/" + LONG + "/limit", "/lists?q=" + "y".repeat(100), "/lists/" + LONG + "/1/delete"}) {
            PagesTest.requireFits(browser, example.pages() + path);
        }
    }
}
