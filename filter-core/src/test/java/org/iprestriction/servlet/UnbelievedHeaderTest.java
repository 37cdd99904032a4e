package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iprestriction.LogLines;
import org.iprestriction.address.Notation;
import org.iprestriction.caller.ClientAddressResolver;
import org.iprestriction.caller.StubRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said, once, of a header that is not believed: a proxy may be missing, or the container may have read it already. */
class UnbelievedHeaderTest {

    private final LogLines log = new LogLines(ClientAddressResolver.class);
    private final ClientAddressResolver resolver =
            ClientAddressResolver.of(List.of(Notation.parse("10.0.0.1").range()), "X-Forwarded-For");

    @AfterEach
    void closeLog() {
        log.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "198.51.100.7|203.0.113.7|A request from 198.51.100.7 carries X-Forwarded-For, which is ignored because that address is not in trusted-proxies. If it is one of your proxies, add it.",
        "203.0.113.7|203.0.113.7, 198.51.100.66|A request from 203.0.113.7 carries X-Forwarded-For with the same address. If the container replaces the remote address with the value of the header (Jetty's ForwardedRequestCustomizer, Undertow's ProxyPeerAddressHandler), callers can choose their own address: switch that off.",
        "[2001:db8:0:0:0:0:0:7]|2001:db8::7|A request from 2001:db8::7 carries X-Forwarded-For with the same address. If the container replaces the remote address with the value of the header (Jetty's ForwardedRequestCustomizer, Undertow's ProxyPeerAddressHandler), callers can choose their own address: switch that off.",
    })
    void aHeaderOfAPeerThatIsNotTrustedIsSaidOnceWithTheRemedy(String remote, String value, String sentence) {
        for (int i = 0; i < 3; i++) {
            assertThat(resolver.resolve(StubRequest.from(remote).header("X-Forwarded-For", value).build())).isNotNull();
        }
        assertThat(log.messages()).containsExactly(sentence);
    }
}
