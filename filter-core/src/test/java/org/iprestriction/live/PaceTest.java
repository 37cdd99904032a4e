package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    private final Pace pace = new Pace(new Random(1));

    /** A change that is saved during an outage is loaded in time once it ends: within the commit window, two polls. */
    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT1S", "PT5S", "PT20S", "PT1M", "PT5M", "PT1H", "PT24H"})
    void afterAnyNumberOfFailuresItIsTriedAgainNoLaterThanAtTheUsualPoll(Duration activation) {
        Duration poll = Settings.pollInterval(activation);
        for (int failures = 0; failures < 100; failures++) {
            assertThat(pace.pause(activation, failures)).isLessThanOrEqualTo(poll.multipliedBy(11).dividedBy(10))
                    .isLessThanOrEqualTo(Duration.ofSeconds(30)).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,4", "4,8", "5,10", "60,10"})
    void itIsTriedAgainAfterASecondFirstAndThenLessAndLessOften(int failures, long seconds) {
        long millis = pace.pause(Duration.ofMinutes(5), failures).toMillis();
        assertThat(millis).isBetween(seconds * 900, seconds * 1_100);
    }

    @ParameterizedTest
    @CsvSource({"PT5M,false,0,20", "PT5S,false,0,5", "PT1M,false,0,12", "PT5M,true,0,30", "PT5M,false,1,40", "PT5M,true,3,240",
        "PT5M,false,40,600"})
    void anAnswerIsWaitedForTwoPollsAndTwiceAsLongAfterEachThatWasGivenUp(Duration activation, boolean all, int givenUp,
            long seconds) {
        assertThat(Pace.patience(activation, all, givenUp)).hasSeconds(seconds);
    }
}
