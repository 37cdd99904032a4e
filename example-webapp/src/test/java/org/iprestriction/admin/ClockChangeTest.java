package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Map;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.Times;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Entries that end on the days when clocks are changed, on pages in such a zone. The days are the next ones to come. */
class ClockChangeTest {
    private static final String LIST = "/admin/ip-restriction";
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final ZoneOffsetTransition FORWARD = next(true);
    private static final ZoneOffsetTransition BACK = next(false);
    private static PagesServer server;
    private final PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");

    private static ZoneOffsetTransition next(boolean gap) {
        ZoneOffsetTransition next = BERLIN.getRules().nextTransition(Instant.now().plus(Duration.ofDays(2)));
        return next.isGap() == gap ? next : BERLIN.getRules().nextTransition(next.getInstant());
    }

    @BeforeAll
    static void start() throws Exception {
        server = PagesServer.start(Map.of("time-zone", "Europe/Berlin"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private PlainBrowser add(String name, String address, String end) {
        return browser.open(LIST + "/new")
                .submit("ip-restriction", Map.of("name", name, "address", address, "expires", "at", "expiresAt", end));
    }

    private static Entry stored(String name) {
        return server.store().list("default").entries().stream().filter(entry -> entry.name().equals(name))
                .findFirst().orElseThrow();
    }

    private static LocalDateTime skipped() {
        return FORWARD.getDateTimeBefore().plusMinutes(30);
    }

    private static LocalDateTime twice() {
        return BACK.getDateTimeAfter().plusMinutes(30);
    }

    @Test
    void a_skipped_time_is_refused_and_either_neighbour_can_be_pressed() {
        String before = SHOWN.format(FORWARD.getDateTimeBefore().minusMinutes(1));
        String after = SHOWN.format(FORWARD.getDateTimeAfter());
        add("Skipped", "203.0.113.70", skipped().toString()).answers(422)
                .shows(SHOWN.format(skipped()) + " does not exist in Europe/Berlin", "Use " + before + " (CET)", "Use " + after
                        + " (CEST)");
        browser.submit("ip-restriction", Map.of("useEnd", after)).answers(200).showsNot("does not exist");
        assertThat(browser.html()).contains("type=\"datetime-local\" id=\"exp-at\"");
        browser.submit("ip-restriction").answers(303);
        assertThat(stored("Skipped").saved().expiresAt()).isEqualTo(FORWARD.getInstant());
    }

    @Test
    void a_time_that_comes_twice_asks_and_the_answer_is_kept_whatever_else_is_edited() {
        String first = SHOWN.format(twice()) + " +02:00";
        add("Twice", "203.0.113.71", twice().toString()).answers(422)
                .shows(SHOWN.format(twice()) + " comes twice in Europe/Berlin", "Use " + first + " (CEST)", " +01:00 (CET)");
        browser.submit("ip-restriction", Map.of("useEnd", first)).answers(200);
        browser.submit("ip-restriction").answers(303);
        Instant end = BACK.getInstant().minus(30, ChronoUnit.MINUTES);
        assertThat(stored("Twice").saved().expiresAt()).isEqualTo(end);

        String path = LIST + "/" + stored("Twice").id();
        browser.open(path).submit(path.substring(LIST.length()), Map.of("address", "203.0.113.72")).answers(303);
        assertThat(stored("Twice").saved().expiresAt()).isEqualTo(end);
        browser.open(path).submit(path.substring(LIST.length()), Map.of("address", "203.0.113.73", "expiresAt",
                twice().toString())).answers(303);
        assertThat(stored("Twice").saved().expiresAt()).as("sent without the offset").isEqualTo(end);
    }

    @Test
    void a_day_that_does_not_exist_is_not_another_one() {
        int year = LocalDateTime.now().getYear() + 1;
        add("Thirtieth", "203.0.113.74", year + "-02-30 12:00").answers(422).shows("Enter the date and time like 2026-10-09 18:00.");
    }

    @Test
    void the_zone_is_named_as_it_is_on_the_date() {
        browser.open(LIST + "/new").shows("Date and time (Europe/Berlin)");
        int year = LocalDateTime.now().getYear() + 1;
        for (String[] half : new String[][] {{"January", "01", "CET", "1 Jan "}, {"July", "07", "CEST", "1 Jul "}}) {
            add(half[0], "203.0.113.8" + half[1].charAt(1), year + "-" + half[1] + "-01T18:00").answers(303).follow();
            browser.open(LIST + "/" + stored(half[0]).id())
                    .shows("Date and time (Europe/Berlin, " + half[2] + " on " + half[3] + year + ")");
        }
        String other = new Times(BERLIN, Instant.now(), Duration.ofMinutes(5)).zoneName(Instant.now()).equals("CET") ? "CEST" : "CET";
        browser.open(LIST).shows("Temporary, until 1 " + (other.equals("CET") ? "Jan " : "Jul ") + year + ", 18:00 " + other);
    }
}
