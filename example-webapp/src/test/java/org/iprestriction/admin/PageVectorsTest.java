package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpFormatException;
import org.iprestriction.address.Notation;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.entry.Entry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the address vectors gets its verdict from the pages; ranges may be as large as half a family. */
class PageVectorsTest {
    private static final String LIST = "/admin/ip-restriction";
    /** What only this door drops before it reads: outer spaces. */
    private static final Map<String, String> BY_THIS_DOOR = Map.of(" 1.2.3.4", "1.2.3.4", "2001:db8::1 ", "2001:db8::1");
    private static PagesServer server;
    private static PlainBrowser browser;
    private static Map<String, String> form;
    private static int rows;

    @BeforeAll
    static void start() throws Exception {
        AtomicLong nanos = new AtomicLong();
        server = PagesServer.start("/", Map.of("largest-range-ipv4", "/1", "largest-range-ipv6", "/1", "max-entries", "1000"),
                new ChangeRate(() -> nanos.addAndGet(2_000_000_000L)));
        browser = PlainBrowser.signedIn(server, "a.yilmaz").open(LIST + "/new");
        form = new HashMap<>(browser.form("ip-restriction").fields());
        post("Anchor", "ip", "198.18.0.1"); // an empty list offers no check
        browser.answers(303);
    }

    private static void post(String name, String type, String address) {
        form.putAll(Map.of("name", name, "nonce", name, "type", type, "address", address));
        browser.post(server.uri(LIST), form, Map.of("Sec-Fetch-Site", "same-origin"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<Vectors.Row> entries() throws IOException {
        return Vectors.rows("entry");
    }

    static List<Vectors.Row> addresses() throws IOException {
        return Vectors.rows("address");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void the_form_saves_or_refuses_as_the_vectors_say(Vectors.Row row) {
        post("Row " + ++rows, single(row) ? "ip" : "range", row.text());
        if (!row.accepted()) {
            browser.answers(422);
            assertThat(error()).as(row.toString()).matches("(?s)Error: \\S.*\\.");
            assertThat(saved("Row " + rows)).isNull();
        } else if (browser.status() == 422) {
            // Another row wrote the same range in another notation.
            assertThat(error()).as(row.toString()).startsWith("Error: This is already in the list as “Row ");
        } else {
            browser.answers(303);
            assertThat(saved("Row " + rows).saved().address().range()).isEqualTo(row.range());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("addresses")
    void the_check_answers_as_the_vectors_say(Vectors.Row row) {
        browser.open(LIST + "?check=" + ApiClient.encoded(row.text())).answers(200);
        if (row.accepted()) {
            assertThat(answer()).as(row.toString()).contains(IpAddress.parse(row.canonical()).toString()).doesNotContain("Error: ");
        } else if (row.text().replace(" ", "").isEmpty()) {
            browser.shows("See whether an address can call the API now");
        } else if (BY_THIS_DOOR.containsKey(row.text())) {
            assertThat(answer()).contains(BY_THIS_DOOR.get(row.text())).doesNotContain("Error: ");
        } else {
            assertThat(answer()).as(row.toString()).matches("(?s)Error: \\S.*\\.");
        }
    }

    @ParameterizedTest
    @CsvSource({"'  192.0.2.1  ', 192.0.2.1", "[2001:DB8::1], 2001:db8::1", "' [2001:db8::1] ', 2001:db8::1",
        "::ffff:192.0.2.1, 192.0.2.1", "[::ffff:192.0.2.1], 192.0.2.1", "' ::FFFF:c000:201 ', 192.0.2.1"})
    void the_check_drops_outer_spaces_and_brackets_and_takes_a_mapped_address_for_its_ipv4_one(String typed, String address) {
        browser.open(LIST + "?check=" + ApiClient.encoded(typed)).answers(200);
        assertThat(answer()).contains(address).doesNotContain("Error: ");
    }

    private static boolean single(Vectors.Row row) {
        try {
            return Notation.parse(row.text()).kind() == Notation.Kind.SINGLE;
        } catch (IpFormatException e) {
            return false;
        }
    }

    private static String error() {
        return textOf("address-error");
    }

    private static String answer() {
        return textOf("chk-r");
    }

    /** What somebody reads in the element of that id, or nothing. */
    private static String textOf(String id) {
        Matcher element = Pattern.compile("<(\\w+)[^>]* id=\"" + id + "\"[^>]*>(.*?)</\\1>", Pattern.DOTALL).matcher(browser.html());
        return element.find() ? element.group(2).replaceAll("<[^>]*>", "").strip() : "";
    }

    private static Entry saved(String name) {
        return server.store().list("default").entries().stream().filter(e -> e.name().equals(name)).findFirst().orElse(null);
    }
}
