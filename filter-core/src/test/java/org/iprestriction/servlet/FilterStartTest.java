package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.util.List;
import java.util.stream.Stream;
import org.iprestriction.caller.StubRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterStartTest extends FilterHarness {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "alow|10.0.0.1|“alow” is not an init-param of the IP restriction filter. They are list, list-from, allow, block, default, trusted-proxies, client-header, client-header-ports, mode, denied-status.",
        "denied-status|200|denied-status is “200”, but has to be 403 or 404.",
        "mode|off|mode is “off”, but has to be enforce or report.",
        "default|open|default is “open”, but has to be deny or allow.",
        "allow|example.com|allow is “example.com”, but has to be addresses and ranges separated by commas or spaces. “example.com” is a host name. Enter its IP address; names are not looked up.",
        "trusted-proxies|10.0.0.1|trusted-proxies is set, but client-header is “none”: set it to the header that those proxies write, such as X-Forwarded-For, or remove trusted-proxies.",
        "client-header|X Forwarded|client-header is “X Forwarded”, but has to be none, X-Forwarded-For, Forwarded or the name of one other header.",
        "list|default|list is “default”, but nothing loads lists: add the listener org.iprestriction.jpa.JpaAccessListsListener to web.xml, or remove list.",
        "list-from|principal|list-from is “principal”, but nothing loads lists: add the listener org.iprestriction.jpa.JpaAccessListsListener to web.xml, or remove list-from.",
        "list|a\u200Bb|list is “a\u200Bb”, but has to be the name of a list: 1 to 100 characters, without control or invisible characters, and without white space at either end.",
        "allow|' '|allow is “ ”, but has to be addresses and ranges separated by commas or spaces, or empty.",
        "mode|' '|mode is “ ”, but has to be enforce or report.",
        "ip-restriction.max-entries|many|ip-restriction.max-entries is “many”, but has to be a whole number from 1 to 1000000.",
    })
    void aMistakeInTheSettingsStopsTheStartWithOneSentence(String name, String value, String sentence) {
        assertThatThrownBy(() -> givenFilter(name, value)).isInstanceOf(ServletException.class).hasMessage(sentence);
    }

    @Test
    void anEmptyInitParamCountsAsNotSet() throws Exception {
        givenFilter("list", "", "allow", "10.0.0.1", "block", "", "default", "", "trusted-proxies", "", "client-header", "",
                "client-header-ports", "", "mode", "", "denied-status", "");
        assertThat(call("10.0.0.1")).isTrue();
        assertThat(call("10.0.0.2")).isFalse();
        assertThat(answer).containsEntry("setStatus", 403);
        assertThat(filter.warnings()).isEmpty();
    }

    @Test
    void anEmptyInitParamLeavesTheApplicationsSetting() throws Exception {
        givenFilter("allow", "203.0.113.7", "trusted-proxies", "", "client-header", "", "ip-restriction.trusted-proxies", "10.0.0.1",
                "ip-restriction.client-header", "X-Forwarded-For", "mode", "", "ip-restriction.mode", "enforce");
        assertThat(call(StubRequest.from("10.0.0.1").header("X-Forwarded-For", "203.0.113.7").build())).isTrue();
        assertThat(call("10.0.0.1")).isFalse();
    }

    /** A variable that was not filled in lets nobody in whom the filled one would not. */
    @ParameterizedTest
    @ValueSource(strings = {"allow=", "list=", "list= allow=", "trusted-proxies= client-header=X-Forwarded-For", "default=",
        "ip-restriction.allow=", "ip-restriction.trusted-proxies= ip-restriction.client-header="})
    void nothingEmptyLetsAnybodyIn(String settings) throws Exception {
        givenFilter(Stream.of(settings.split(" ")).flatMap(one -> Stream.of(one.split("=", -1))).toArray(String[]::new));
        for (String remote : List.of("127.0.0.1", "10.0.0.1", "::1", "")) {
            assertThat(call(StubRequest.from(remote).header("X-Forwarded-For", "127.0.0.1").build())).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "trusted-proxies|0.0.0.0/7|client-header|X-Forwarded-For|trusted-proxies contains 0.0.0.0/7, 33,554,432 addresses: each of them can impersonate any caller. List only the addresses of the proxies.",
        "client-header|X-Forwarded-For|mode|enforce|client-header is “X-Forwarded-For”, but without trusted-proxies it is never read. Set trusted-proxies to the addresses of your proxies, or remove client-header.",
    })
    void aRiskySettingIsSaidAtTheStart(String name, String value, String name2, String value2, String sentence)
            throws Exception {
        givenFilter(name, value, name2, value2);
        assertThat(filter.warnings()).containsExactly(sentence);
    }
}
