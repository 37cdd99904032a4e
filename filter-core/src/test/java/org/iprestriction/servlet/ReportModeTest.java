package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import org.iprestriction.LogLines;
import org.iprestriction.caller.StubRequest;
import org.iprestriction.live.LiveLists;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportModeTest extends FilterHarness {

    private static final String REMINDER =
            "The IP restriction blocks nothing, because mode is “report”. Set mode to “enforce” to block.";

    private long now = Long.MAX_VALUE - Duration.ofHours(30).toNanos(); // nanoTime may run over
    private Counters counters;

    @BeforeEach
    void makeAFilterWithAClock() {
        filter = new IpRestrictionFilter(() -> now, (settings, lists) -> counters = new Counters(settings, lists));
    }

    @Test
    void everybodyPassesAndWhatWouldHaveBeenRefusedIsCountedAndLoggedByReason() throws Exception {
        contextAttributes.put(LiveLists.ATTRIBUTE, new LiveLists());
        try (LogLines log = new LogLines(IpRestrictionFilter.class)) {
            givenFilter("mode", "report", "list", "default", "allow", "10.0.0.1", "block", "10.0.0.2");
            log.clear();
            for (String remote : new String[] {"10.0.0.1", "10.0.0.2", "10.0.0.3", null, "localhost"}) {
                assertThat(call(remote)).as(remote).isTrue();
            }
            assertThat(call(new Broken(new Error(), "getRemoteAddr").request(StubRequest.from("10.0.0.1").build()))).isTrue();
            assertThat(counters.getRequests()).isEqualTo(
                    Map.of("ALLOWED", 1L, "NOT_LISTED", 1L, "NOT_LOADED", 1L, "UNIDENTIFIED", 2L, "FAULT", 1L));
            assertThat(counters.getMode()).isEqualTo("report");
            assertThat(log.messages(Level.INFO).stream().map(line -> line.replaceFirst("; request .*", ""))).containsExactly(
                    "Would have refused GET /api/v1/hello from 10.0.0.2, because a deployment rule blocks the address",
                    "Would have refused GET /api/v1/hello from 10.0.0.3, because the list has not been loaded",
                    "Would have refused GET /api/v1/hello from an unidentified caller, because the address of the caller could"
                            + " not be determined",
                    "Would have refused GET /api/v1/hello from an unidentified caller, because the address of the caller could"
                            + " not be determined",
                    "Would have refused GET /api/v1/hello from an unidentified caller, because the filter failed");
            assertThat(answer).isEmpty();
        }
    }

    @Test
    void aRequestOfSeveralDispatchesIsCountedOnce() throws Exception {
        givenFilter("mode", "report");
        var request = StubRequest.from("10.0.0.1").build();
        assertThat(call(request)).isTrue();
        assertThat(call(request)).isTrue();
        assertThat(counters.getRequests()).containsEntry("NOT_LISTED", 1L);
    }

    @Test
    void itIsSaidAtTheStartAndOnceADayForAsLongAsItLasts() throws Exception {
        try (LogLines log = new LogLines(IpRestrictionFilter.class)) {
            givenFilter("mode", "report", "allow", "10.0.0.1");
            assertThat(log.messages(Level.WARNING)).containsExactly(REMINDER);
            for (int hour = 1; hour <= 24 * 10; hour++) {
                now += Duration.ofHours(1).toNanos();
                call(hour % 2 == 0 ? "10.0.0.1" : "10.0.0.2");
                call("10.0.0.1");
            }
            assertThat(log.messages(Level.WARNING)).hasSizeBetween(10, 11).containsOnly(REMINDER);
        }
    }

    @Test
    void aDayWithoutARefusalIsNoReasonToKeepQuiet() throws Exception {
        try (LogLines log = new LogLines(IpRestrictionFilter.class)) {
            givenFilter("mode", "report", "allow", "10.0.0.1");
            now += Duration.ofHours(25).toNanos();
            call("10.0.0.1");
            assertThat(log.messages(Level.WARNING)).containsExactly(REMINDER, REMINDER);
        }
    }

    @Test
    void enforceModeSaysNothingOfTheKind() throws Exception {
        try (LogLines log = new LogLines(IpRestrictionFilter.class)) {
            givenFilter("allow", "10.0.0.1");
            now += Duration.ofHours(25).toNanos();
            call("10.0.0.1");
            call("10.0.0.2");
            assertThat(log.messages(Level.WARNING)).isEmpty();
        }
    }

    @Test
    void theFiltersOwnModeCountsAndElseThatOfTheApplication() throws Exception {
        assertThat(reports("mode", "report")).isTrue();
        assertThat(reports("ip-restriction.mode", "report")).isTrue();
        assertThat(reports("mode", "report", "ip-restriction.mode", "enforce")).isTrue();
        assertThat(reports("mode", "enforce", "ip-restriction.mode", "report")).isFalse();
        assertThat(reports()).isFalse();
    }

    private boolean reports(String... parameters) throws Exception {
        filter.destroy();
        givenFilter(parameters);
        return call("10.0.0.1");
    }

    /** Neither by anything in a request nor by a setting that changes later. */
    @Test
    void nothingThatACallerSendsSwitchesItOn() throws Exception {
        givenFilter();
        String property = "ip-restriction.mode";
        System.setProperty(property, "report");
        try {
            for (String name : new String[] {"mode", "ip-restriction.mode", "IP_RESTRICTION_MODE", "org.iprestriction.mode"}) {
                assertThat(call(StubRequest.from("10.0.0.1").header(name, "report").attribute(name, "report").build()))
                        .as(name).isFalse();
                contextAttributes.put(name, "report");
            }
            assertThat(call("10.0.0.1")).isFalse();
        } finally {
            System.clearProperty(property);
        }
    }
}
