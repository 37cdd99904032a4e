package org.iprestriction.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Cookie;

/** The session cookies in a real browser with two instances on one host. */
class SessionCookieTest {

    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start(true);
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
    }

    @Test
    void twoInstancesOnOneHostDoNotSignEachOtherOut() throws Exception {
        try (Example first = Example.start(Map.of()); Example second = Example.start(Map.of())) {
            browser.signIn(first);
            browser.signIn(second);
            for (Example example : new Example[] {first, second, first}) {
                browser.open(example.pages());
                assertThat(browser.url()).isEqualTo(example.pages());
                assertThat(browser.has("form[action$=sign-out]")).as("signed in at " + example.url()).isTrue();
            }
            browser.press("Sign out");
            browser.open(second.pages());
            assertThat(browser.url()).as("still signed in where nobody signed out").isEqualTo(second.pages());
            assertThat(browser.cookies()).extracting(Cookie::getName).as("every name is told apart by its instance")
                    .allMatch(name -> name.matches("ipr-[0-9a-f]{8}|ip-restriction-device-[0-9a-f]{8}-[0-9a-f]{8}"));
        }
    }

    @Test
    void withAnHttpsOriginTheCookieGoesOverTlsOnlyAndToThisHostOnly() throws Exception {
        try (Example example = Example.start(Map.of("IP_RESTRICTION_PUBLIC_ORIGIN", "https://admin.example.com"))) {
            browser.signIn(example);
            browser.open(example.pages());
            assertThat(browser.url()).as("a browser takes this computer for safe without TLS").isEqualTo(example.pages());
            assertThat(browser.cookies()).filteredOn(cookie -> cookie.getName().startsWith("__Host-ipr-")).singleElement()
                    .satisfies(cookie -> {
                        assertThat(cookie.isSecure()).isTrue();
                        assertThat(cookie.isHttpOnly()).isTrue();
                        assertThat(cookie.getSameSite()).isEqualTo("Lax");
                        assertThat(cookie.getPath()).isEqualTo("/");
                        assertThat(cookie.getDomain()).doesNotStartWith(".");
                    });
        }
    }
}
