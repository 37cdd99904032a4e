package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.iprestriction.LogLines;
import org.iprestriction.live.LiveLists;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a blocked caller is told: the same whatever the reason, so that nothing of the list can be learnt from it. */
class RefusalTest extends FilterHarness {

    private static final String CALLER = "198.51.100.66";

    private final LogLines log = new LogLines(IpRestrictionFilter.class); // a line for each refusal; nobody reads them here

    @AfterEach
    void closeLog() {
        log.close();
    }

    /** The rules by which the caller is blocked: as many as somebody who probes a list could hope to tell apart. */
    private static List<String[]> reasons() {
        List<String[]> reasons = new ArrayList<>(List.of(new String[] {}, new String[] {"default", "deny"},
                new String[] {"default", "allow", "block", CALLER}, new String[] {"allow", "2001:db8::/32"},
                new String[] {"mode", "enforce"}, new String[] {"ip-restriction.allow", "203.0.113.9"}));
        for (int prefix = 0; prefix <= 32; prefix++) {
            int bits = prefix == 0 ? 0 : 0xc633_6442 & -1 << 32 - prefix;
            String network = (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
            reasons.add(new String[] {"block", network + "/" + prefix, "allow", CALLER});
            reasons.add(new String[] {"block", network + "/" + prefix, "default", "allow"});
            reasons.add(new String[] {"allow", "203.0.113." + prefix + ", 10." + prefix + ".0.0/16"});
        }
        return reasons;
    }

    @Test
    void theAnswerIsTheSameForAHundredReasonsButForItsRequestId() throws Exception {
        Set<String> answers = new HashSet<>();
        Set<String> ids = new HashSet<>();
        List<String[]> reasons = reasons();
        for (String[] settings : reasons) {
            filter = new IpRestrictionFilter();
            givenFilter(settings);
            answer.clear();
            body.reset();
            assertThat(call(CALLER)).as(String.join(" ", settings)).isFalse();
            String text = body.toString(StandardCharsets.UTF_8);
            assertThat(answer.remove("setContentLength")).isEqualTo(text.length());
            answer.remove("resetBuffer");
            ids.add(text.replaceFirst("(?s).*\"requestId\":\"([0-9a-f]{16})\".*", "$1"));
            answers.add(new TreeMap<>(answer) + text.replaceFirst("[0-9a-f]{16}", "id"));
            filter.destroy();
        }
        assertThat(reasons).hasSizeGreaterThan(100);
        assertThat(answers).containsExactly("{Cache-Control=no-store, X-Content-Type-Options=nosniff,"
                + " setContentType=application/problem+json, setStatus=403}{\"type\":\"urn:ip-restriction:problem:blocked\","
                + "\"title\":\"This address may not call the API\",\"status\":403,\"client\":\"198.51.100.66\","
                + "\"requestId\":\"id\"}\n");
        assertThat(ids).hasSameSizeAs(reasons);
    }

    @ParameterizedTest
    @CsvSource({"403, 403", "404, 404", "403, 503", "404, 503"})
    void noCacheMayKeepARefusal(String deniedStatus, int status) throws Exception {
        contextAttributes.put(LiveLists.ATTRIBUTE, new LiveLists());
        if (status == 503) {
            givenFilter("denied-status", deniedStatus, "list", "default");
        } else {
            givenFilter("denied-status", deniedStatus);
        }
        assertThat(call(CALLER)).isFalse();
        assertThat(answer).containsEntry("setStatus", status).containsEntry("Cache-Control", "no-store");
        assertThat(body.size() == 0).isEqualTo(status == 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "204", "302", "0", "999", " ", " 403", "403 ", "0403", "+403", "４０３", "-403", "401", "400",
        "500", "503", "403.0", "0x193", "403,404", "forbidden"})
    void anyOtherStatusThan403And404StopsTheStart(String status) {
        assertThatThrownBy(() -> givenFilter("denied-status", status)).isInstanceOf(ServletException.class)
                .hasMessage("denied-status is “" + status + "”, but has to be 403 or 404.");
    }
}
