package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.util.List;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;
import org.iprestriction.caller.ClientAddressResolver;
import org.iprestriction.caller.StubRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A header that holds one address: with a port, without, or perhaps with one. */
class ClientHeaderPortsTest extends FilterHarness {

    private static final List<IpRange> PROXIES = List.of(Notation.parse("10.0.0.1").range());

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "text                             | none                    | always            | optional",
        "203.0.113.7                      | 203.0.113.7             | -                 | 203.0.113.7",
        "203.0.113.7:9985                 | -                       | 203.0.113.7       | 203.0.113.7",
        "2600:300:f:abcd::9:9985          | 2600:300:f:abcd::9:9985 | 2600:300:f:abcd::9| -",
        "2600:300:f:abcd:1:2:3:4          | 2600:300:f:abcd:1:2:3:4 | -                 | 2600:300:f:abcd:1:2:3:4",
        "2600:300:f:abcd:1:2:3:4:9985     | -                       | 2600:300:f:abcd:1:2:3:4 | 2600:300:f:abcd:1:2:3:4",
        "[2600:300:f:abcd::9]:9985        | -                       | 2600:300:f:abcd::9| 2600:300:f:abcd::9",
        "[2600:300:f:abcd::9]             | -                       | -                 | 2600:300:f:abcd::9",
        "2001:db8::1                      | 2001:db8::1             | -                 | 2001:db8::1",
        "2001:db8::                       | 2001:db8::              | -                 | 2001:db8::",
        "2001:db8:::80                    | -                       | 2001:db8::        | 2001:db8::",
        "2001:db8::7:ab                   | 2001:db8::7:ab          | -                 | 2001:db8::7:ab",
        "2001:db8::7:0                    | 2001:db8::7:0           | -                 | 2001:db8::7:0",
        "2001:db8::7:0080                 | 2001:db8::7:80          | -                 | 2001:db8::7:80",
        "2001:db8::7:65535                | -                       | 2001:db8::7       | 2001:db8::7",
        "2001:db8::7:65536                | -                       | -                 | -",
        "::ffff:203.0.113.7               | 203.0.113.7             | -                 | 203.0.113.7",
        "::ffff:203.0.113.7:80            | -                       | 203.0.113.7       | 203.0.113.7",
        "203.0.113.7:                     | -                       | -                 | -",
        "203.0.113.7:0                    | -                       | -                 | -",
        "203.0.113.7:+80                  | -                       | -                 | -",
        "203.0.113.7:80:90                | -                       | -                 | -",
        "203.0.113.7, 203.0.113.7:80      | -                       | -                 | -",
        "[203.0.113.7]:80                 | -                       | -                 | -",
        "[2001:db8::1:80                  | -                       | -                 | -",
        "2001:db8::1]:80                  | -                       | -                 | -",
        "[2001:db8::1] :80                | -                       | -                 | -",
        "2001:db8::1%eth0:80              | -                       | -                 | -",
        "client.example:80                | -                       | -                 | -",
        ":80                              | -                       | -                 | -",
        "' 203.0.113.7:80\t'              | -                       | 203.0.113.7       | 203.0.113.7",
        "''                               | -                       | -                 | -",
    }, useHeadersInDisplayName = true)
    void aPortIsTakenOffWhereItIsKnownToBeThereAndWhatCouldBeReadBothWaysIsNobody(String value, String none, String always,
            String optional) {
        assertThat(named("Client-IP", null, value)).as("without the setting").isEqualTo(none);
        assertThat(named("Client-IP", "none", value)).as("none").isEqualTo(none);
        assertThat(named("Client-IP", "always", value)).as("always").isEqualTo(always);
        assertThat(named("CloudFront-Viewer-Address", null, value)).as("CloudFront").isEqualTo(always);
        assertThat(named("cloudfront-viewer-address", "always", value)).as("CloudFront").isEqualTo(always);
        assertThat(named("Client-IP", "optional", value)).as("optional").isEqualTo(optional);
    }

    private static String named(String header, String ports, String value) {
        IpAddress client = ClientAddressResolver.of(PROXIES, header, ports)
                .resolve(StubRequest.from("10.0.0.1").header(header, value).build());
        return client == null ? null : client.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CF-Connecting-IP", "True-Client-IP", "Fly-Client-IP", "X-Real-IP", "X-Azure-SocketIP"})
    void aHeaderThatCarriesNoPortKeepsItsWholeAddress(String header) {
        assertThat(named(header, null, "2600:300:f:abcd::9:9985")).isEqualTo("2600:300:f:abcd::9:9985");
        assertThat(named(header, null, "203.0.113.7:80")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "client-header=Client-IP client-header-ports=always|true",
        "client-header=Client-IP client-header-ports=none|false",
        "client-header=Client-IP|false",
        "client-header=CloudFront-Viewer-Address|true",
        "ip-restriction.client-header=Client-IP ip-restriction.client-header-ports=always|true",
        "ip-restriction.client-header=Client-IP client-header-ports=always|true",
        "ip-restriction.client-header=CLOUDFRONT-VIEWER-ADDRESS|true",
        "client-header=Client-IP ip-restriction.client-header=True-Client-IP ip-restriction.client-header-ports=always|false",
    })
    void theSettingBelongsToTheHeaderBesideWhichItStands(String settings, boolean letIn) throws Exception {
        givenFilter(("allow=2001:db8::9 trusted-proxies=10.0.0.1 " + settings).split("[ =]"));
        StubRequest request = StubRequest.from("10.0.0.1");
        for (String header : List.of("Client-IP", "True-Client-IP", "CloudFront-Viewer-Address")) {
            request.header(header, "2001:db8::9:9985");
        }
        assertThat(call(request.build())).isEqualTo(letIn);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "client-header=Client-IP client-header-ports=yes|client-header-ports is “yes”, but has to be none, always or optional.",
        "client-header=Client-IP ip-restriction.client-header-ports=yes|ip-restriction.client-header-ports is “yes”, but has to be none, always or optional.",
        "client-header=CloudFront-Viewer-Address client-header-ports=none|client-header-ports is “none”, but CloudFront-Viewer-Address always carries a port. Remove client-header-ports.",
        "client-header=X-Forwarded-For client-header-ports=always|client-header-ports is “always”, but client-header is “X-Forwarded-For”: it is for a header that holds one address. Remove client-header-ports, or name that header.",
        "client-header=forwarded client-header-ports=optional|client-header-ports is “optional”, but client-header is “forwarded”: it is for a header that holds one address. Remove client-header-ports, or name that header.",
        "client-header-ports=always|client-header-ports is “always”, but client-header is “none”: it is for a header that holds one address. Remove client-header-ports, or name that header.",
    })
    void aSettingThatContradictsTheHeaderStopsTheStart(String settings, String sentence) {
        assertThatThrownBy(() -> givenFilter(settings.split("[ =]"))).isInstanceOf(ServletException.class).hasMessage(sentence);
    }
}
