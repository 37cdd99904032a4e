package org.iprestriction.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Variables that clusters put into every container for a Service or a link, whatever its name is behind ours. */
class InjectedVariableTest {

    static Stream<List<String>> injected() {
        return Stream.of("IP_RESTRICTION", "IP_RESTRICTION_ADMIN", "IP_RESTRICTION_ADMIN_2", "IP_RESTRICTION_MODE",
                "IP_RESTRICTION_CLIENT_HEADER").flatMap(service -> Stream.of(
                List.of(service + "_SERVICE_HOST", "10.96.0.7"),
                List.of(service + "_SERVICE_PORT", "80"),
                List.of(service + "_SERVICE_PORT_HTTP", "80"),
                List.of(service + "_SERVICE_PORT_GRPC_WEB", "80"),
                List.of(service + "_PORT", "tcp://10.96.0.7:80"),
                List.of(service + "_PORT", "udp://[fd00::7]:53"),
                List.of(service + "_PORT", "sctp://10.96.0.7:80"),
                List.of(service + "_PORT", ""),
                List.of(service + "_PORT_80_TCP", "tcp://10.96.0.7:80"),
                List.of(service + "_PORT_80_TCP_PROTO", "tcp"),
                List.of(service + "_PORT_80_TCP_PORT", "80"),
                List.of(service + "_PORT_80_TCP_ADDR", "10.96.0.7"),
                List.of(service + "_PORT_53_UDP", "udp://10.96.0.7:53"),
                List.of(service + "_PORT_36412_SCTP_ADDR", "10.96.0.7"),
                List.of(service + "_PORT_80_TCP_PORT_START", "80"),
                List.of(service + "_NAME", "/web/ip-restriction"),
                List.of(service + "_ENV_JAVA_HOME", "/opt/java")));
    }

    @ParameterizedTest
    @MethodSource("injected")
    void isLeftAlone(List<String> variable) {
        Settings settings = Settings.of(Map.of(), Map.of(), Map.of(variable.get(0), variable.get(1)));
        assertThat(settings.text(Setting.ALLOW)).isEmpty();
        assertThat(settings.text(Setting.MODE)).contains("enforce");
    }

    @ParameterizedTest
    @CsvSource({"IP_RESTRICTION_ALOW,10.0.0.1", "IP_RESTRICTION_ALOW,''", "IP_RESTRICTION_PORT,8080", "IP_RESTRICTION_NOD_NAME,a",
        "IP_RESTRICTION_SERVICE,10.0.0.1", "IP_RESTRICTION_SERVICE_HOSTS,10.0.0.1", "IP_RESTRICTION_ALLOW_TCP,10.0.0.1",
        "IP_RESTRICTION_PORT_TCP,80", "IP_RESTRICTION_PORTS,tcp://10.96.0.7:80", "IP_RESTRICTION_TRUSTED_PROXY,10.0.0.1"})
    void aTrueMisspellingStillStopsTheStart(String name, String value) {
        assertThatThrownBy(() -> Settings.of(Map.of(), Map.of(), Map.of(name, value))).isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("“" + name + "” is not a setting. The settings are IP_RESTRICTION_ACTIVATION, ");
    }

    @ParameterizedTest
    @CsvSource({"ip-restriction.port,tcp://10.96.0.7:80", "ip-restriction.service-host,10.96.0.7"})
    void nobodyInjectsSystemPropertiesOrContextParameters(String name, String value) {
        assertThatThrownBy(() -> Settings.of(Map.of(name, value), Map.of(), Map.of())).isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> Settings.of(Map.of(), Map.of(name, value), Map.of())).isInstanceOf(SettingsException.class);
    }
}
