package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.iprestriction.caller.StubRequest;
import org.iprestriction.live.LiveLists;
import org.junit.jupiter.api.Test;

/** What monitoring sees by JMX, read after each thing that can become of a request. */
class CountersTest extends FilterHarness {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private static ObjectName name(String more) throws Exception {
        return new ObjectName("org.iprestriction:type=Filter,context=\"/test\",name=\"restriction\"" + more);
    }

    private static IpRestrictionMXBean shown(String more) throws Exception {
        return JMX.newMXBeanProxy(SERVER, name(more), IpRestrictionMXBean.class);
    }

    private final Map<String, Long> expected = new HashMap<>(Map.of("ALLOWED", 0L, "NOT_LISTED", 0L, "UNIDENTIFIED", 0L,
            "NOT_LOADED", 0L, "FAULT", 0L));

    private void thenOneMoreIs(String verdict) throws Exception {
        expected.merge(verdict, 1L, Long::sum);
        assertThat(shown("").getRequests()).isEqualTo(expected);
    }

    @Test
    void everyRequestIsCountedOnceUnderWhatBecameOfIt() throws Exception {
        contextAttributes.put(LiveLists.ATTRIBUTE, new LiveLists());
        givenFilter("list", "default", "allow", "10.0.0.1", "block", "10.0.0.2");
        assertThat(shown("").getRequests()).isEqualTo(expected);
        assertThat(contextAttributes).containsKey("org.iprestriction.filter.restriction");
        HttpServletRequest allowed = StubRequest.from("10.0.0.1").build();
        assertThat(call(allowed)).isTrue();
        thenOneMoreIs("ALLOWED");
        assertThat(call(allowed)).as("a further dispatch of the same request").isTrue();
        assertThat(shown("").getRequests()).isEqualTo(expected);
        assertThat(call("10.0.0.2")).isFalse();
        thenOneMoreIs("NOT_LISTED");
        assertThat(call("localhost")).isFalse();
        thenOneMoreIs("UNIDENTIFIED");
        assertThat(call("10.0.0.3")).isFalse();
        thenOneMoreIs("NOT_LOADED");
        assertThat(call(stub(HttpServletRequest.class, (name, arguments) -> {
            throw new StackOverflowError();
        }))).isFalse();
        thenOneMoreIs("FAULT");
    }

    @Test
    void theStateOfTheFilterIsShownAsLongAsItRuns() throws Exception {
        contextAttributes.put(LiveLists.ATTRIBUTE, new LiveLists());
        givenFilter("list", "default", "mode", "report");
        assertThat(shown("").getMode()).isEqualTo("report");
        assertThat(shown("").getList()).isEqualTo("default");
        assertThat(shown("").isReady()).as("a list that was never loaded").isFalse();
        assertThat(shown("").getRulesInForce()).isZero();
        filter.destroy();
        assertThat(SERVER.isRegistered(name(""))).isFalse();
    }

    @Test
    void aFilterWithoutAListIsReadyAndEnforces() throws Exception {
        givenFilter("allow", "10.0.0.1");
        assertThat(shown("").getMode()).isEqualTo("enforce");
        assertThat(shown("").getList()).isNull();
        assertThat(shown("").isReady()).isTrue();
    }

    /** As with two versions or two hosts on one Tomcat: each copy shows its own numbers for as long as it runs. */
    @Test
    void everyRunningCopyOfAnApplicationIsShownByItself() throws Exception {
        IpRestrictionFilter[] copies = new IpRestrictionFilter[4];
        for (int i = 0; i < copies.length; i++) {
            virtualServer = i == 1 ? "engine/other.example" : "engine/localhost";
            copies[i] = start("restriction", "allow", "10.0.0." + i);
        }
        String[] more = {"", ",host=\"engine/other.example\"", ",host=\"engine/localhost\"", ",host=\"engine/localhost\",copy=2"};
        for (int i = 0; i < copies.length; i++) {
            filter = copies[i];
            for (int calls = 0; calls <= i; calls++) {
                assertThat(call("10.0.0." + i)).isTrue();
            }
        }
        for (int i = 0; i < copies.length; i++) {
            assertThat(shown(more[i]).getRequests()).as(more[i]).containsEntry("ALLOWED", i + 1L);
        }
        copies[0].destroy();
        assertThat(SERVER.isRegistered(name(""))).isFalse();
        assertThat(shown(more[3]).getRequests()).as("the others are still shown").containsEntry("ALLOWED", 4L);
        copies[0] = start("restriction", "allow", "10.0.0.0");
        assertThat(shown("").getRequests()).containsEntry("ALLOWED", 0L);
        for (IpRestrictionFilter copy : copies) {
            copy.destroy();
        }
        assertThat(Stream.of(SERVER.queryNames(null, null).toArray()).map(Object::toString))
                .noneMatch(shown -> shown.startsWith("org.iprestriction:"));
    }

    /** That costs the audience, never the filter. */
    @Test
    void aFilterThatCannotBeShownStartsAndDecidesAllTheSame() throws Exception {
        IpRestrictionFilter first = start("restriction", "allow", "10.0.0.1");
        virtualServer = null;
        givenFilter("allow", "10.0.0.2");
        assertThat(call("10.0.0.2")).isTrue();
        assertThat(call("10.0.0.1")).isFalse();
        filter.destroy();
        assertThat(SERVER.isRegistered(name(""))).as("the first one is still shown").isTrue();
        first.destroy();
        assertThat(SERVER.isRegistered(name(""))).isFalse();
    }

    @Test
    void theRulesOfTheDeploymentAreCountedAndTheListsAgeAndProblemAreShown() throws Exception {
        givenFilter("allow", "10.0.0.1, 10.0.0.2", "block", "10.0.0.3", "ip-restriction.allow", "10.0.0.4");
        assertThat(shown("").getDeploymentRules()).isEqualTo(4);
        assertThat(shown("").getRulesInForce()).isEqualTo(4);
        assertThat(shown("").getListAgeSeconds()).as("there is no list").isEqualTo(-1);
        assertThat(shown("").getProblem()).isNull();
        LiveLists lists = new LiveLists();
        contextAttributes.put(LiveLists.ATTRIBUTE, lists);
        givenFilter("list", "default", "allow", "10.0.0.1");
        assertThat(shown("").getRulesInForce()).as("the deployment's, until the list is loaded").isEqualTo(1);
        assertThat(shown("").getListAgeSeconds()).as("never loaded").isEqualTo(-1);
        assertThat(shown("").getProblem()).isEqualTo("No refresher has been started.");
    }
}
