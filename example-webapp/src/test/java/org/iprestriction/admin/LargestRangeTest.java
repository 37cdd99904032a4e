package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A range out of a list that everybody pastes, where the largest range allowed is smaller. */
class LargestRangeTest {
    private static PagesServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PagesServer.start(Map.of("largest-range-ipv6", "/32"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_form_names_the_setting_and_offers_the_parts() {
        PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
        browser.open("/admin/ip-restriction/new").submit("ip-restriction",
                Map.of("type", "range", "name", "Cloudflare", "address", "2a06:98c0::/29")).answers(422);
        browser.shows("2a06:98c0::/29 contains 8 networks of /32, 2^99 addresses.", "or set largest-range-ipv6 to /29.",
                "Use 2a06:98c0::/32 (65,536 networks of /48, 2", "Use 2a06:98c7::/32 (65,536 networks of /48, 2");
        assertThat(browser.html()).containsPattern("2<sup>96</sup> addresses");
    }

    @Test
    void the_api_names_the_setting_and_offers_the_parts() throws Exception {
        String login = Base64.getEncoder().encodeToString(("a.yilmaz:" + PagesServer.PASSWORD).getBytes(StandardCharsets.UTF_8));
        PlainBrowser program = new PlainBrowser(server).send(HttpRequest.newBuilder(
                        server.uri("/admin/api/v1/ip-restriction/entries"))
                .header("Authorization", "Basic " + login).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"Cloudflare\",\"address\":\"2a06:98c0::/29\"}")));
        JsonNode error = new ObjectMapper().readTree(program.answers(422).html()).at("/errors/0");
        assertThat(error.get("code").textValue()).isEqualTo("range.too_large");
        assertThat(error.get("detail").textValue()).contains("set largest-range-ipv6 to /29");
        assertThat(error.get("suggestions").findValuesAsText("address")).hasSize(8).contains("2a06:98c3::/32");
        assertThat(error.at("/suggestions/0/count").textValue()).isEqualTo("79228162514264337593543950336");
    }
}
