package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The upgrade mechanism of the Servlet specification; Jetty 12.0 does not support it. */
interface ProtocolTests extends OnServer {

    @Test
    default void a_change_of_protocol_is_granted_to_an_allowed_caller() throws Exception {
        try (Wire wire = Wire.connect("127.0.0.1", server().port())) {
            assertThat(wire.exchange(Caller.ALLOWED.requestKeptAlive("GET", "/api/upgrade", "Connection: Upgrade",
                    "Upgrade: probe")).status()).isEqualTo(101);
            assertThat(new String(wire.in().readNBytes(8), StandardCharsets.US_ASCII)).isEqualTo("upgraded");
        }
    }
}
