package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.iprestriction.caller.StubRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What containers say of the socket's other end, and who that is; nobody where the second column is empty. */
class SocketAddressTest extends FilterHarness {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(nullValues = "null", quoteCharacter = '"', value = {
        "192.0.2.1, 192.0.2.1",
        "2001:db8:0:0:0:0:0:1, 2001:db8::1",
        "[2001:db8:0:0:0:0:0:1], 2001:db8::1",
        "2001:DB8::1, 2001:db8::1",
        "fe80::1%eth0, fe80::1",
        "fe80:0:0:0:0:0:0:1%2, fe80::1",
        "[fe80::1%eth0], fe80::1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "[::ffff:192.0.2.1], 192.0.2.1",
        "0:0:0:0:0:0:0:1, ::1",
        "null, null",
        "\"\", null",
        "\" \", null",
        "\" 192.0.2.1\", null",
        "\"192.0.2.1 \", null",
        "[192.0.2.1], null",
        "192.0.2.1%eth0, null",
        "192.0.2.1%a:b, null",
        "192.0.2.1%:, null",
        "[192.0.2.1%:], null",
        "2001:db8::1%, null",
        "[2001:db8::1%], null",
        "fe80::1%e]h0, null",
        "fe80::1%a%b, null",
        "fe80::1%a/64, null",
        "\"fe80::1%a\n\", null",
        "fe80::1%vEthernet (Default Switch), fe80::1",
        "192.0.2.1:80, null",
        "192.0.2.1/32, null",
        "[::1]:80, null",
        "[::1, null",
        "::1], null",
        "[], null",
        "[[::1]], null",
        ":, null",
        "%eth0, null",
        "[%eth0], null",
        "localhost, null",
        "client.example, null",
        "unknown, null",
        "_hidden, null",
        "@, null",
        "/run/app.sock, null",
        "127.1, null",
        "2130706433, null",
        "0x7f.0.0.1, null",
        "010.0.0.1, null",
        "192.0.2.256, null",
        "\uFF11.1.1.1, null",
        "2001:db8::1::2, null"})
    void theSocketAddressIsReadStrictlyAndNobodyIsLetInWithoutOne(String remote, String address) throws Exception {
        givenFilter("default", "allow");
        var request = StubRequest.from(remote).build();
        assertThat(call(request)).isEqualTo(address != null);
        assertThat(request.getAttribute(IpRestrictionFilter.CLIENT_ADDRESS)).isEqualTo(address);
        assertThat(body.toString()).doesNotContain("client\"");
    }
}
