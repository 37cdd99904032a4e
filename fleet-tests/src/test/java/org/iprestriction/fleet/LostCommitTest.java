package org.iprestriction.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.iprestriction.database.OutcomeUnknownException;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.jpa.IpRestriction;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The network swallows the commit of a change, or the answer to it, without notice to either side. */
class LostCommitTest {

    private static final Settings SETTINGS = Settings.of(Map.of("ip-restriction.activation", "PT5S"));
    private static final Author KEYED = new Author("mary", null, "key-1");
    private static final List<Logger> QUIET = List.of(Logger.getLogger("org.hibernate"), Logger.getLogger("org.iprestriction"));

    @BeforeAll
    static void quiet() {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    }

    @AfterAll
    static void loud() {
        QUIET.forEach(logger -> logger.setLevel(null));
    }

    /** One save through a gate. {@code delivered}: the server received the commit. {@code shut}: it cannot be asked afterwards. */
    private record Trial(boolean delivered, boolean shut) {

        void run() throws Exception {
            Postgres database = Postgres.withTables();
            try (Gate gate = new Gate(database.port());
                    IpRestriction node = IpRestriction.open(database.source(gate.port()), SETTINGS)) {
                until(Duration.ofSeconds(60), () -> node.entries().list("default"));
                gate.loseAtCommit(delivered, shut);
                long before = System.nanoTime();
                if (shut) {
                    assertThatThrownBy(() -> add(node)).as("%s", this).isInstanceOf(OutcomeUnknownException.class);
                } else if (delivered) {
                    assertThat(add(node).version()).as("%s", this).isEqualTo(1);
                } else {
                    assertThatThrownBy(() -> add(node)).as("%s", this).isInstanceOf(StoreUnavailableException.class);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(25));
                assertThat(gate.lost()).isEqualTo(1);
                gate.open();
                assertThat(until(Duration.ofSeconds(40), () -> node.entries().list("default")).entries()).as("%s", this)
                        .hasSize(delivered ? 1 : 0);
                Entry settled = until(Duration.ofSeconds(40), () -> add(node));
                assertThat(settled.revision()).as("%s", this).isEqualTo(1);
                assertThat(database.number("select count(*) from ipr_change")).as("%s", this).isEqualTo(1);
            }
        }

        private static Entry add(IpRestriction node) {
            return node.entries().add("default", EntrySpec.of(null, "a", "10.0.0.1", null, true, null, SETTINGS), KEYED);
        }
    }

    private static <T> T until(Duration most, Supplier<T> question) {
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            try {
                return question.get();
            } catch (StoreUnavailableException | OutcomeUnknownException silent) {
                if (System.nanoTime() > end) {
                    throw silent;
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    @Test
    void aLostCommitIsSettledOrSaidNotToBeKnownAndARepeatedKeyNeverSavesTwice() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        List<Future<?>> results = new ArrayList<>();
        for (boolean delivered : new boolean[] {true, false}) {
            for (boolean shut : new boolean[] {true, false}) {
                results.add(executor.submit(() -> {
                    new Trial(delivered, shut).run();
                    return null;
                }));
            }
        }
        for (Future<?> result : results) {
            result.get();
        }
        executor.shutdown();
    }
}
