package org.iprestriction.admin.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Local times on days when the clocks change, and texts that are not a time. */
class ExpiryFieldTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest(name = "{0} in {1} is {2}")
    @CsvSource({
        "2026-10-09 18:00, UTC, 2026-10-09T18:00:00Z",
        "2026-10-09T18:00, UTC, 2026-10-09T18:00:00Z",
        "2026-10-09 8:05, UTC, 2026-10-09T08:05:00Z",
        "2026-10-09T18:00:59, UTC, 2026-10-09T18:00:59Z",
        "2026-10-09T18:00:59.250, UTC, 2026-10-09T18:00:59.250Z",
        "' 2026-10-09 18:00 ', UTC, 2026-10-09T18:00:00Z",
        "2027-01-09 18:00, Europe/Berlin, 2027-01-09T17:00:00Z",
        "2027-07-09 18:00, Europe/Berlin, 2027-07-09T16:00:00Z",
        "2027-03-28 01:59, Europe/Berlin, 2027-03-28T00:59:00Z",
        "2027-03-28 03:00, Europe/Berlin, 2027-03-28T01:00:00Z",
        "2027-10-31 01:59, Europe/Berlin, 2027-10-30T23:59:00Z",
        "2027-10-31 03:00, Europe/Berlin, 2027-10-31T02:00:00Z",
        "2027-10-31 02:30 +02:00, Europe/Berlin, 2027-10-31T00:30:00Z",
        "2027-10-31T02:30+01:00, Europe/Berlin, 2027-10-31T01:30:00Z",
        "2027-10-31T02:30Z, Europe/Berlin, 2027-10-31T02:30:00Z",
    })
    void a_time_that_is_one_instant_is_that_instant(String typed, String zone, String instant) throws Exception {
        assertThat(ExpiryField.read(typed, ZoneId.of(zone))).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2027-02-30 12:00", "2027-02-29T12:00", "2027-04-31 12:00", "2027-13-01 12:00",
        "2027-01-01 24:00", "2027-01-01 12:60", "2027-01-01", "12:00", "01.02.2027 12:00", "2027-01-01 12:00 CET",
        "2027-01-01 12:00 +25:00", "2027-10-31T02:30+02:00[Europe/Berlin]", "2027-01-0112:00"})
    void what_is_no_time_is_not_made_one(String typed) {
        assertThatThrownBy(() -> ExpiryField.read(typed, BERLIN)).isInstanceOf(ExpiryField.RefusedException.class)
                .hasMessage("Enter the date and time like 2026-10-09 18:00.");
    }

    @ParameterizedTest(name = "{0} in {1} is skipped: {2} or {3}")
    @CsvSource({
        "2027-03-28T02:30, Europe/Berlin, 2027-03-28 01:59, 2027-03-28 03:00",
        "2027-03-28 02:00, Europe/Berlin, 2027-03-28 01:59, 2027-03-28 03:00",
        "2027-03-28 02:59:59, Europe/Berlin, 2027-03-28 01:59, 2027-03-28 03:00",
        "2027-03-14 02:30, America/New_York, 2027-03-14 01:59, 2027-03-14 03:00",
        "2027-10-03 02:15, Australia/Lord_Howe, 2027-10-03 01:59, 2027-10-03 02:30",
        "2011-12-30 12:00, Pacific/Apia, 2011-12-29 23:59, 2011-12-31 00:00",
        "2024-04-14 02:30, Africa/Casablanca, 2024-04-14 01:59, 2024-04-14 03:00",
        "2027-03-28 00:30, Atlantic/Azores, 2027-03-27 23:59, 2027-03-28 01:00",
    })
    void a_time_that_the_clocks_skip_is_refused_with_both_neighbours(String typed, String zone, String before, String after)
            throws Exception {
        ExpiryField.RefusedException refused = refused(typed, zone);
        assertThat(refused.problem().code()).isEqualTo("expires.skipped");
        assertThat(texts(refused)).containsExactly(before, after);
        assertThat(ExpiryField.read(after, ZoneId.of(zone))).as("the two are neighbours")
                .isEqualTo(ExpiryField.read(before, ZoneId.of(zone)).plusSeconds(60));
    }

    @ParameterizedTest(name = "{0} in {1} comes twice: {2} and {3}")
    @CsvSource({
        "2027-10-31 02:30, Europe/Berlin, 2027-10-31 02:30 +02:00, 2027-10-31 02:30 +01:00",
        "2027-10-31T02:00, Europe/Berlin, 2027-10-31 02:00 +02:00, 2027-10-31 02:00 +01:00",
        "2027-10-31 02:59:59, Europe/Berlin, 2027-10-31 02:59:59 +02:00, 2027-10-31 02:59:59 +01:00",
        "2027-11-07 01:30, America/New_York, 2027-11-07 01:30 -04:00, 2027-11-07 01:30 -05:00",
        "2027-04-04 01:45, Australia/Lord_Howe, 2027-04-04 01:45 +11:00, 2027-04-04 01:45 +10:30",
        "2024-03-10 02:30, Africa/Casablanca, 2024-03-10 02:30 +01:00, 2024-03-10 02:30 +00:00",
    })
    void a_time_that_comes_twice_asks_which_is_meant(String typed, String zone, String first, String second) throws Exception {
        ExpiryField.RefusedException refused = refused(typed, zone);
        assertThat(refused.problem().code()).isEqualTo("expires.ambiguous");
        assertThat(texts(refused)).containsExactly(first, second);
        for (String choice : List.of(first, second)) {
            Instant meant = ExpiryField.read(choice, ZoneId.of(zone));
            assertThat(LocalDateTime.ofInstant(meant, ZoneId.of(zone))).isEqualTo(typed.replace(' ', 'T'));
        }
        assertThat(ExpiryField.read(first, ZoneId.of(zone))).isBefore(ExpiryField.read(second, ZoneId.of(zone)));
    }

    @Test
    void the_sentences_say_what_the_clocks_do_and_the_choices_name_the_zone_of_their_date() {
        assertThat(refused("2027-03-28T02:30", "Europe/Berlin")).hasMessage("2027-03-28 02:30 does not exist in Europe/Berlin: the"
                + " clocks go forward from 02:00 to 03:00. Choose the time before or after.");
        assertThat(refused("2027-10-31T02:30", "Europe/Berlin")).hasMessage("2027-10-31 02:30 comes twice in Europe/Berlin: the"
                + " clocks go back from 03:00 to 02:00. Choose which of the two is meant.");
        assertThat(refused("2011-12-30T12:00", "Pacific/Apia")).hasMessageContaining("from 2011-12-30 00:00 to 2011-12-31 00:00.");
        assertThat(refused("2027-10-31T02:30", "Europe/Berlin").fixes()).extracting(fix -> fix.count().toString())
                .satisfiesExactly(first -> assertThat(first).contains("CEST"), second -> assertThat(second).contains("CET"));
    }

    @ParameterizedTest(name = "{0} stands in the field as {1}")
    @CsvSource({
        "2027-10-31T00:30:00Z, 2027-10-31 02:30 +02:00",
        "2027-10-31T01:30:00Z, 2027-10-31 02:30 +01:00",
        "2027-10-31T01:59:59.999Z, 2027-10-31 02:59 +01:00",
        "2027-10-31T02:00:00Z, 2027-10-31T03:00",
        "2027-03-28T01:00:00Z, 2027-03-28T03:00",
        "2027-07-01T12:00:30Z, 2027-07-01T14:00",
    })
    void a_stored_end_stands_in_its_field_so_that_it_can_be_read_back(String end, String text) throws Exception {
        assertThat(ExpiryField.written(Instant.parse(end), BERLIN)).isEqualTo(text);
        assertThat(ExpiryField.read(text, BERLIN)).isBeforeOrEqualTo(end).isAfter(Instant.parse(end).minusSeconds(60));
        assertThat(ExpiryField.isStill(text, Instant.parse(end), BERLIN)).isTrue();
    }

    private static ExpiryField.RefusedException refused(String typed, String zone) {
        return catchThrowableOfType(ExpiryField.RefusedException.class, () -> ExpiryField.read(typed, ZoneId.of(zone)));
    }

    private static List<String> texts(ExpiryField.RefusedException refused) {
        return refused.fixes().stream().map(EntryDialog.Fix::text).toList();
    }
}
