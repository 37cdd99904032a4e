package org.iprestriction.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iprestriction.Vectors;
import org.iprestriction.address.Notation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

    @Test
    void thePropertyComesBeforeTheEnvironmentAndThatBeforeTheContextParameter() {
        Map<String, String> context = Map.of("ip-restriction.activation", "PT1M", "ip-restriction.max-entries", "1",
                "ip-restriction.node-name", "context", "others.setting", "x");
        Map<String, String> environment = Map.of("IP_RESTRICTION_MAX_ENTRIES", "2", "IP_RESTRICTION_NODE_NAME", "env",
                "PATH", "/bin");
        Settings settings = Settings.of(context, Map.of("ip-restriction.node-name", "property"), environment);
        assertThat(settings.activation()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.maxEntries()).isEqualTo(2);
        assertThat(settings.text(Setting.NODE_NAME)).contains("property");
    }

    /** Compose writes an empty variable for {@code ${VAR:-}}. Blanks are a value, which most settings refuse. */
    @Test
    void anEmptyValueCountsAsNotSetWhereverItStands() {
        for (Setting name : Setting.values()) {
            String key = "ip-restriction." + name.key();
            Settings settings = Settings.of(Map.of(key, ""), Map.of(key, ""), Map.of("IP_RESTRICTION_" + name.name(), ""));
            assertThat(settings.text(name)).as(key).isEqualTo(Optional.ofNullable(name.standard()));
        }
        String key = "ip-restriction.max-entries";
        assertThat(Settings.of(Map.of(key, "7"), Map.of(key, ""), Map.of("IP_RESTRICTION_MAX_ENTRIES", "")).maxEntries())
                .as("the next one that is set").isEqualTo(7);
        assertThatThrownBy(() -> Settings.of(Map.of(key, " "), Map.of(), Map.of())).isInstanceOf(SettingsException.class)
                .hasMessage("ip-restriction.max-entries is “ ”, but has to be a whole number from 1 to 1000000.");
    }

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        Settings settings = Settings.of(Map.of(), Map.of(), Map.of());
        assertThat(settings.activation()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.maxEntries()).isEqualTo(50);
        assertThat(settings.largestRangeIpv4()).isEqualTo(8);
        assertThat(settings.largestRangeIpv6()).isEqualTo(24);
        assertThat(settings.maxStaleness()).isZero();
        assertThat(settings.text(Setting.PRODUCT_NAME)).contains("Example API");
        assertThat(settings.text(Setting.JDBC_URL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "IP_RESTRICTION_ACTIVATION|5m|IP_RESTRICTION_ACTIVATION is “5m”, but has to be a duration from PT0S to PT24H, such as PT5M for five minutes.",
        "IP_RESTRICTION_ACTIVATION|PT-1S|IP_RESTRICTION_ACTIVATION is “PT-1S”, but has to be a duration from PT0S to PT24H, such as PT5M for five minutes.",
        "IP_RESTRICTION_MAX_ENTRIES|0|IP_RESTRICTION_MAX_ENTRIES is “0”, but has to be a whole number from 1 to 1000000.",
        "IP_RESTRICTION_MAX_ENTRIES|٥٠|IP_RESTRICTION_MAX_ENTRIES is “٥٠”, but has to be a whole number from 1 to 1000000.",
        "IP_RESTRICTION_MAX_ENTRIES|+50|IP_RESTRICTION_MAX_ENTRIES is “+50”, but has to be a whole number from 1 to 1000000.",
        "IP_RESTRICTION_LARGEST_RANGE_IPV4|/８|IP_RESTRICTION_LARGEST_RANGE_IPV4 is “/８”, but has to be a prefix length from /1 to /32.",
        "IP_RESTRICTION_MODE|off|IP_RESTRICTION_MODE is “off”, but has to be enforce or report.",
        "IP_RESTRICTION_LARGEST_RANGE_IPV4|/0|IP_RESTRICTION_LARGEST_RANGE_IPV4 is “/0”, but has to be a prefix length from /1 to /32.",
        "IP_RESTRICTION_TIME_ZONE|Mars|IP_RESTRICTION_TIME_ZONE is “Mars”, but has to be the name of a time zone, such as UTC or Europe/Istanbul.",
        "IP_RESTRICTION_PUBLIC_ORIGIN|example.com|IP_RESTRICTION_PUBLIC_ORIGIN is “example.com”, but has to be the origin that browsers see, such as https://admin.example.com.",
        "IP_RESTRICTION_ALLOW|10.0.0.0 255.0.0.0|IP_RESTRICTION_ALLOW is “10.0.0.0 255.0.0.0”, but has to be addresses and ranges separated by commas or spaces, such as 203.0.113.10, 192.168.0.0/16. Write “/” between the address and the mask. Enter 10.0.0.0/255.0.0.0.",
        "IP_RESTRICTION_ALLOW|192.168.0.0/16 10.0.0.0 0.255.255.255|IP_RESTRICTION_ALLOW is “192.168.0.0/16 10.0.0.0 0.255.255.255”, but has to be addresses and ranges separated by commas or spaces, such as 203.0.113.10, 192.168.0.0/16. 0.255.255.255 is a wildcard mask. Use 10.0.0.0/255.0.0.0.",
        "IP_RESTRICTION_ALLOW|10.0.0.1/8|IP_RESTRICTION_ALLOW is “10.0.0.1/8”, but has to be addresses and ranges separated by commas or spaces, such as 203.0.113.10, 192.168.0.0/16. 10.0.0.1/8 is not the start of a network. Use 10.0.0.0/8 for the whole network, or 10.0.0.1 for one address.",
    })
    void aMalformedValueStopsTheStartWithOneSentence(String name, String value, String sentence) {
        assertThatThrownBy(() -> Settings.of(Map.of(), Map.of(), Map.of(name, value)))
                .isInstanceOf(SettingsException.class).hasMessage(sentence);
    }

    @Test
    void anUnknownNameStopsTheStart() {
        assertThatThrownBy(() -> Settings.of(Map.of("ip-restriction.activaton", "PT5M"), Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("“ip-restriction.activaton” is not a setting. The settings are ip-restriction.activation, ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "10.0.0.0/8, 192.168.0.0/16|10.0.0.0/8;192.168.0.0/16",
        "10.0.0.1/32 10.0.0.2/32|10.0.0.1/32;10.0.0.2/32",
        "192.168.0.10 - 192.168.10.20, 10.0.0.1|192.168.0.10 - 192.168.10.20;10.0.0.1",
        "192.168.10.10-20 10.0.0.1|192.168.10.10-20;10.0.0.1",
        "0.0.0.0/0|0.0.0.0/0",
        "' 10.0.0.1 '|10.0.0.1",
        "'\n      10.0.0.0/8,\n\t192.168.0.0/16\n  '|10.0.0.0/8;192.168.0.0/16",
    })
    void rangesAreSeparatedByCommasOrSpaces(String value, String ranges) {
        assertThat(String.join(";", Ranges.parse(value).stream().map(Notation::toString).toList())).isEqualTo(ranges);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"10.0.0.1,|There is no address after the last comma.",
        ",10.0.0.1|There is no address before a comma.", "10.0.0.1,,10.0.0.2|There is no address before a comma."})
    void aMissingRangeIsNotPassedOver(String value, String sentence) {
        assertThatThrownBy(() -> Ranges.parse(value)).isInstanceOf(SettingsException.class).hasMessage(sentence);
    }

    static Stream<List<String>> entries() {
        return Vectors.rows("addresses.csv").filter(row -> row.get(1).equals("entry"));
    }

    /** Here a space or a comma separates, and a whole family may be allowed; otherwise this door is as strict as others. */
    @ParameterizedTest
    @MethodSource("entries")
    void aNotationHasItsVerdictInASetting(List<String> row) {
        boolean several = List.of("10.0.0.1 10.0.0.2", "10.0.0.1,10.0.0.9", "192.168.0.0/24 255.255.255.0")
                .contains(row.get(0));
        boolean accepted = row.get(2).equals("accept") || several || row.get(4).startsWith("POLICY P-WIDE");
        Map<String, String> environment = Map.of("IP_RESTRICTION_ALLOW", row.get(0));
        if (row.get(0).isEmpty()) {
            assertThat(Settings.of(Map.of(), Map.of(), environment).text(Setting.ALLOW)).as("not set").isEmpty();
        } else if (accepted) {
            assertThat(Settings.of(Map.of(), Map.of(), environment).text(Setting.ALLOW)).isPresent();
            assertThat(Ranges.parse(row.get(0))).hasSize(several ? 2 : 1);
        } else {
            assertThatThrownBy(() -> Settings.of(Map.of(), Map.of(), environment)).as(row.toString())
                    .isInstanceOf(SettingsException.class).hasMessageStartingWith("IP_RESTRICTION_ALLOW is “");
        }
    }

    @ParameterizedTest
    @CsvSource({"PT0S,PT1S", "PT2S,PT0.2S", "PT20S,PT2S", "PT5M,PT30S", "PT1H,PT30S"})
    void pollsAreATenthOfTheActivationWithinLimits(Duration activation, Duration poll) {
        assertThat(Settings.pollInterval(activation)).isEqualTo(poll);
    }
}
