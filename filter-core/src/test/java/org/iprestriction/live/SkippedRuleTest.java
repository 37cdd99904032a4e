package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import org.iprestriction.LogLines;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stored allow rule cannot be read and is left out. A poll for changes reads only rules that have changed since. */
class SkippedRuleTest {

    private static final String SENTENCE = "Entry 7 cannot be read.";

    private final LogLines log = new LogLines(Loader.class);
    private final LiveLists lists = new LiveLists();
    private long revision = 1;
    private long brokenAt;
    private int fullReads;
    private NodeReport lastReport;

    private final AccessListSource store = new AccessListSource() {

        @Override
        public Changes changesSince(Changes.Position known, Set<String> names) {
            fullReads += known == null ? 1 : 0;
            boolean read = brokenAt > (known == null ? 0 : known.revision());
            return new Changes(new Changes.Position("store", revision), 1_800_000_000_000L, Duration.ofMinutes(5), known == null, Map.of(),
                    read ? Map.of("default", List.of(SENTENCE)) : Map.of());
        }

        @Override
        public void report(NodeReport report) {
            lastReport = report;
        }
    };

    private final Refresher refresher = new Refresher(store, Settings.of(Map.of()), lists, () -> 0, InstantSource.system());

    private void save(long nowBrokenAt) {
        revision++;
        brokenAt = nowBrokenAt;
        refresher.poll();
    }

    private void thenProblemIs(String sentence) {
        assertThat(lastReport.problem()).isEqualTo(sentence);
        assertThat(lists.status()).allMatch(status -> sentence == null ? status.problem() == null : sentence.equals(status.problem()));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void itIsReportedUntilTheChangeThatRepairsOrDeletesIt() {
        lists.named("default");
        refresher.poll();
        thenProblemIs(null);
        save(2);
        thenProblemIs(SENTENCE);
        refresher.poll();
        thenProblemIs(SENTENCE);
        save(2); // a change to something else
        thenProblemIs(SENTENCE);
        save(0);
        thenProblemIs(null);
        assertThat(log.messages(Level.WARNING)).containsExactly("Some stored rules of list “default” are left out: " + SENTENCE);
    }

    @Test
    void itDoesNotLetANodeReadEverythingAtEachPoll() {
        lists.named("default");
        refresher.poll();
        save(2);
        int before = fullReads;
        for (int poll = 0; poll < 10; poll++) {
            refresher.poll();
        }
        assertThat(fullReads).isEqualTo(before);
    }
}
