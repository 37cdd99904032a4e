package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages, JSON and messages in the log are the same whatever language the machine speaks, and with whatever digits. */
class LanguagesTest {
    private static final String LIST = "/admin/ip-restriction";
    private static final String API = "/admin/api/v1/ip-restriction";
    private static final Logger LOG = Logger.getLogger("org.iprestriction");

    /** Keeps the text of each record without its time, as a log of the container would format it. */
    private static final class Kept extends Handler {
        private final List<String> texts = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void publish(LogRecord record) {
            texts.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static final Locale BEFORE = Locale.getDefault();
    private static final Kept KEPT = new Kept();
    private static PagesServer server;

    /** Started where digits are Arabic, so that nothing which is made once is made in English. */
    @BeforeAll
    static void start() throws Exception {
        LOG.addHandler(KEPT);
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        server = PagesServer.start(Map.of("max-entries", "2000", "trusted-proxies", "2001::/16",
                "client-header", "X-Forwarded-For"));
    }

    @AfterAll
    static void stop() {
        server.close();
        Locale.setDefault(BEFORE);
        LOG.removeHandler(KEPT);
    }

    @ParameterizedTest
    @CsvSource({"ar-EG, 10.1.0.0/16", "tr-TR, 10.2.0.0/16", "th-TH-u-nu-thai, 10.3.0.0/16", "fa-IR, 10.4.0.0/16",
        "ja-JP-u-ca-japanese, 10.5.0.0/16"})
    void a_machine_of_any_language_gives_the_same_answers(String language, String address) {
        Locale.setDefault(Locale.forLanguageTag(language));
        PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
        ascii(browser.open(LIST + "/new").submit("ip-restriction", Map.of("type", "range", "name", "ISTANBUL I " + language,
                "address", address, "expires", "at", "expiresAt", "2031-03-09 18:05")).answers(303).follow());
        browser.shows("65,536 addresses", "9 Mar 2031, 18:05", "of 2,000 entries");
        ascii(browser.open(LIST + "?q=istanbul+i")).shows("ISTANBUL I " + language);
        browser.open(LIST + "/new").submit("ip-restriction", Map.of("type", "range", "name", "Large", "address", "2000::/3"));
        ascii(browser.answers(422)).shows("536,870,912 networks of /32", "a /24");
        for (String path : List.of("/entries", "/status", "/check?address=10.0.0.1", "/entries?q=ISTANBUL")) {
            ascii(new PlainBrowser(server).send(api(path)).answers(200));
        }
        ascii(new PlainBrowser(server).send(api("/entries").header("Content-Type", "application/json").POST(
                BodyPublishers.ofString("{\"name\":\"" + "x".repeat(1_500) + "\",\"address\":\"1O.0.0.1\"}"))).answers(422))
                .shows("1,500 characters", "U+004F");
        ascii(browser.open("/api/v1/hello").answers(403)).shows("127.0.0.1");
        assertThat(browser.header("Date")).matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} .*GMT");
        assertThat(KEPT.texts).anyMatch(text -> text.contains("65,536 networks of /32"));
        assertThat(KEPT.texts).allSatisfy(LanguagesTest::hasNoOtherDigits);
    }

    private static HttpRequest.Builder api(String path) {
        String login = "a.yilmaz:" + PagesServer.PASSWORD;
        return HttpRequest.newBuilder(server.uri(API + path)).header("Authorization",
                "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private static PlainBrowser ascii(PlainBrowser browser) {
        hasNoOtherDigits(browser.html());
        return browser;
    }

    private static void hasNoOtherDigits(String text) {
        assertThat(text.codePoints().filter(c -> Character.isDigit(c) && c > '9' || c == 'ı' || c == 'İ'))
                .as(text).isEmpty();
    }
}
