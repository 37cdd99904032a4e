package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import org.iprestriction.LogLines;
import org.iprestriction.caller.StubRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that come to the filter by another way than straight from the caller, or more than once. */
class FilterDispatchTest extends FilterHarness {

    /** Says of itself that it comes from somewhere else. */
    private static HttpServletRequest lie(HttpServletRequest request, String remote) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getRemoteAddr() {
                return remote;
            }
        };
    }

    @ParameterizedTest
    @EnumSource(DispatcherType.class)
    void aRequestThatBeginsWithAnyDispatchIsDecidedThere(DispatcherType type) throws Exception {
        givenFilter("allow", "10.0.0.1");
        assertThat(call(StubRequest.from("10.0.0.1").dispatch(type).build())).isTrue();
        assertThat(call(StubRequest.from("10.0.0.2").dispatch(type).build())).isFalse();
    }

    @Test
    void aRequestThatWasLetInStaysInWhateverAWrapperSaysLater() throws Exception {
        givenFilter("allow", "10.0.0.1");
        HttpServletRequest request = StubRequest.from("10.0.0.1").build();
        assertThat(call(request)).isTrue();
        assertThat(call(lie(request, "10.0.0.2"))).isTrue();
        assertThat(request.getAttribute(IpRestrictionFilter.CLIENT_ADDRESS)).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @EnumSource(DispatcherType.class)
    void aRequestThatFailedIsNotLetInByAFurtherDispatch(DispatcherType type) throws Exception {
        givenFilter("allow", "10.0.0.1");
        HttpServletRequest request = StubRequest.from("10.0.0.1").dispatch(type).build();
        try (LogLines log = new LogLines(IpRestrictionFilter.class)) {
            assertThat(call(new Broken(new Error(), "setAttribute").request(request))).isFalse();
            assertThat(call(new Broken(new Error(), "getRemoteAddr").request(request))).isFalse();
            assertThat(log.messages(Level.INFO)).hasSize(2);
        }
    }

    @Test
    void aPageThatIncludesWhatIsBlockedGoesOnWithoutIt() throws Exception {
        givenFilter();
        assertThat(call(StubRequest.from("10.0.0.1").dispatch(DispatcherType.INCLUDE).build())).isFalse();
        assertThat(answer).isEmpty();
        assertThat(body.size()).isZero();
    }

    @Test
    void anAnswerThatHasBegunIsNotAddedTo() throws Exception {
        givenFilter();
        committed = true;
        assertThat(call("10.0.0.1")).isFalse();
        assertThat(answer).isEmpty();
        assertThat(body.size()).isZero();
    }

    @Test
    void aRefusalIsWrittenAsTextWhereAFilterBeforeHasBegunToWriteText() throws Exception {
        givenFilter();
        writing = true;
        assertThat(call("10.0.0.1")).isFalse();
        assertThat(answer).containsEntry("setStatus", 403).containsEntry("setContentLength", body.size())
                .doesNotContainKey("sendError");
        assertThat(body.toString(StandardCharsets.UTF_8)).startsWith("{\"type\":\"urn:ip-restriction:problem:blocked\"");
    }

    @Test
    void aCallerWhoHangsUpIsRefusedAllTheSame() throws Exception {
        givenFilter();
        Broken broken = new Broken(new IOException("broken pipe"), "getOutputStream");
        assertThat(call(StubRequest.from("10.0.0.1").build(), broken.response(response()))).isFalse();
        assertThat(answer).containsEntry("setStatus", 403).doesNotContainKey("sendError");
    }

    @Test
    void whatTheApplicationThrowsIsNoneOfTheFiltersBusiness() throws Exception {
        givenFilter("allow", "10.0.0.1");
        HttpServletRequest request = StubRequest.from("10.0.0.1").build();
        IllegalStateException own = new IllegalStateException("the application's");
        assertThatThrownBy(() -> filter.doFilter(request, response(), (req, res) -> {
            throw own;
        })).isSameAs(own);
        assertThat(answer).isEmpty();
    }

    @Test
    void twoFiltersOnOneRequestDecideEachForItself() throws Exception {
        for (String first : new String[] {"report", "enforce"}) {
            IpRestrictionFilter outer = start("outer", "mode", first, "allow", "10.0.0.1");
            IpRestrictionFilter inner = start("inner", "mode", first.equals("report") ? "enforce" : "report",
                    "allow", "10.0.0.1, 10.0.0.2");
            for (String remote : new String[] {"10.0.0.1", "10.0.0.2", "10.0.0.3"}) {
                HttpServletRequest request = StubRequest.from(remote).build();
                boolean letIn = remote.equals("10.0.0.1") || remote.equals("10.0.0.2") && first.equals("report");
                for (int dispatch = 0; dispatch < 2; dispatch++) {
                    int before = passed;
                    outer.doFilter(request, response(), (req, res) -> inner.doFilter(req, res, (a, b) -> passed++));
                    assertThat(passed > before).as("%s, %s first", remote, first).isEqualTo(letIn);
                }
            }
            outer.destroy();
            inner.destroy();
        }
    }

    @Test
    void anAttributeThatSomebodyElseSetNamesNobody() throws Exception {
        for (String mode : new String[] {"enforce", "report"}) {
            filter.destroy();
            givenFilter("mode", mode);
            for (String remote : new String[] {null, "10.0.0.2"}) {
                HttpServletRequest request = StubRequest.from(remote)
                        .attribute(IpRestrictionFilter.CLIENT_ADDRESS, "10.0.0.1").build();
                assertThat(call(request)).isEqualTo(mode.equals("report"));
                if (mode.equals("report")) {
                    assertThat(request.getAttribute(IpRestrictionFilter.CLIENT_ADDRESS)).isEqualTo(remote);
                }
            }
        }
    }

    /** The filter is called with a little more stack each time, so that it runs out at every step it takes. */
    @Test
    void aStackThatRunsOutAnywhereLetsNobodyIn() throws Exception {
        try (LogLines log = new LogLines(IpRestrictionFilter.class)) {
            givenFilter("allow", "10.0.0.1");
            assertThat(call("10.0.0.2")).isFalse();
            Deep deep = new Deep();
            Thread thread = new Thread(null, deep, "deep", 256 * 1024);
            thread.start();
            thread.join();
            assertThat(deep.overflown).as("calls that ran out of stack").isPositive();
            assertThat(deep.answered).as("calls that did not").isPositive();
            assertThat(deep.unanswered).as("calls that came back without an answer, which is a 200").isZero();
            assertThat(passed).isZero();
            assertThat(log.messages(Level.INFO)).isNotEmpty();
        }
    }

    private final class Deep implements Runnable {
        private int left = 300;
        private int overflown;
        private int answered;
        private int unanswered;

        @Override
        public void run() {
            try {
                run();
            } catch (StackOverflowError bottom) {
                overflown++;
                return;
            }
            if (left-- <= 0) {
                return;
            }
            answer.clear();
            try {
                call("10.0.0.2");
            } catch (Throwable blocked) { // the container answers 500
                overflown++;
                return;
            }
            if (answer.containsKey("setStatus") || answer.containsKey("sendError")) {
                answered++;
            } else {
                unanswered++;
            }
        }
    }
}
