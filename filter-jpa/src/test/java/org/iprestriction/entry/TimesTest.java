package org.iprestriction.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    private static final Instant NOW = Instant.parse("2026-10-02T14:32:10Z");

    private static Times times(String activation) {
        return new Times(ZoneOffset.UTC, NOW, Duration.parse(activation));
    }

    @ParameterizedTest(name = "{0}: begins {1}, ends {2}")
    @CsvSource({
        "2026-10-02T14:36:40Z, 14:37, 14:36",
        "2026-10-02T14:36:00Z, 14:36, 14:36",
        "2026-10-02T14:36:00.001Z, 14:37, 14:36",
        "2026-10-02T14:59:59Z, 15:00, 14:59",
        "2026-10-03T00:01:30Z, 00:02, 00:01",
        "2026-10-03T08:00:00Z, '3 Oct 2026, 08:00', '3 Oct 2026, 08:00'",
        "2026-10-09T18:00:30Z, '9 Oct 2026, 18:01', '9 Oct 2026, 18:00'",
    })
    void what_begins_is_rounded_up_and_what_ends_is_rounded_down(String at, String begins, String ends) {
        assertThat(times("PT5M").begins(Instant.parse(at))).isEqualTo(begins);
        assertThat(times("PT5M").ends(Instant.parse(at))).isEqualTo(ends);
    }

    @ParameterizedTest(name = "{0}: begins {1}, ends {2}")
    @CsvSource({
        "2026-10-02T14:32:12.300Z, 14:32:13, 14:32:12",
        "2026-10-02T14:32:12Z, 14:32:12, 14:32:12",
        "2026-10-02T23:59:59.999Z, 00:00:00, 23:59:59",
    })
    void seconds_are_shown_when_the_activation_is_below_two_minutes(String at, String begins, String ends) {
        assertThat(times("PT1M59S").begins(Instant.parse(at))).isEqualTo(begins);
        assertThat(times("PT2S").ends(Instant.parse(at))).isEqualTo(ends);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-10-02T14:31:59Z, Today 14:31",
        "2026-10-02T00:00:00Z, Today 00:00",
        "2026-10-01T18:04:00Z, Yesterday 18:04",
        "2026-09-30T23:59:59Z, 30 Sep 2026",
        "2026-03-12T10:00:00Z, 12 Mar 2026",
    })
    void the_past_is_cut_like_any_clock(String at, String text) {
        assertThat(times("PT5M").moment(Instant.parse(at))).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-10-02T14:36:40Z, in 5 min",
        "2026-10-02T14:33:11Z, in 2 min",
        "2026-10-02T14:33:10Z, in 1 min",
        "2026-10-02T14:33:09Z, in 59 s",
        "2026-10-02T14:32:10.001Z, in 1 s",
        "2026-10-02T14:32:10Z, any moment now",
        "2026-10-02T14:30:00Z, any moment now",
    })
    void a_countdown_never_says_less_than_is_left(String at, String text) {
        assertThat(times("PT5M").countdown(Instant.parse(at))).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        PT5M    | in 5 minutes  | Takes effect automatically in 5 minutes.  | Changes take effect automatically 5 minutes after you save them.
        PT1M    | in 1 minute   | Takes effect automatically in 1 minute.   | Changes take effect automatically 1 minute after you save them.
        PT30S   | in 30 seconds | Takes effect automatically in 30 seconds. | Changes take effect automatically 30 seconds after you save them.
        PT90S   | in 90 seconds | Takes effect automatically in 90 seconds. | Changes take effect automatically 90 seconds after you save them.
        PT1S    | in 1 second   | Takes effect automatically in 1 second.   | Changes take effect automatically 1 second after you save them.
        PT1H    | in 1 hour     | Takes effect automatically in 1 hour.     | Changes take effect automatically 1 hour after you save them.
        PT1H30M | in 90 minutes | Takes effect automatically in 90 minutes. | Changes take effect automatically 90 minutes after you save them.
        PT0S    | at once       | Takes effect at once.                     | Changes take effect at once.
        """)
    void sentences_are_made_of_the_activation(String activation, String in, String takes, String changes) {
        assertThat(times(activation).inActivation()).isEqualTo(in);
        assertThat(times(activation).takesEffect()).isEqualTo(takes);
        assertThat(times(activation).changesTakeEffect()).isEqualTo(changes);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource({
        "UTC, Times are in UTC., 14:37 UTC",
        "Z, Times are in UTC., 14:37 UTC",
        "Europe/Istanbul, Times are in Europe/Istanbul (TRT)., 17:37 TRT",
        "Europe/Berlin, Times are in Europe/Berlin (CEST)., 16:37 CEST",
    })
    void one_zone_is_named_everywhere(String zone, String foot, String effect) {
        Times times = new Times(ZoneId.of(zone), NOW, Duration.ofMinutes(5));
        assertThat(times.footLine()).isEqualTo(foot);
        assertThat(times.beginsInZone(Instant.parse("2026-10-02T14:36:40Z"))).isEqualTo(effect);
    }

    @Test
    void another_day_is_said_with_its_date() {
        Instant later = Instant.parse("2026-10-09T18:00:00Z");
        assertThat(times("P7D").beforeBegins(later) + times("P7D").begins(later)).isEqualTo("on 9 Oct 2026, 18:00");
        assertThat(times("PT5M").happened(Instant.parse("2026-09-01T16:40:59Z"))).isEqualTo("on 1 Sep 2026, 16:40 UTC");
        assertThat(times("PT5M").happened(NOW)).isEqualTo("at 14:32 UTC");
    }
}
