package org.iprestriction.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.iprestriction.database.StoreProblemException;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the database file while the application runs. */
class FileDatabaseTest {
    @TempDir
    private Path temporary;
    private Path data;
    private Path file;
    private Database database;
    private final AtomicInteger back = new AtomicInteger();

    @BeforeEach
    void open() throws SQLException {
        data = temporary.resolve("data");
        file = data.resolve("ip-restriction.mv.db");
        database = Database.open(Settings.of(Map.of()), () -> DataDirectory.open(data.toString()), back::incrementAndGet);
        setRevision(1);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isForItsOwnerOnlyAndLeavesNoTrace() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThatThrownBy(() -> execute("select nothing from nowhere")).isInstanceOf(SQLException.class);
        assertThat(data).isDirectoryNotContaining("glob:**.trace.db");
    }

    @Test
    void comesBackAfterH2ClosedItWithAllThatWasSaved() throws Exception {
        breakDown();

        assertThat(revision()).isEqualTo(1);
        setRevision(2);
        breakDown();
        assertThat(revision()).isEqualTo(2);
        assertThat(back).hasValue(2);
    }

    @Test
    void comesBackForEverybodyAtOnce() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 5; round++) {
                breakDown();
                List<Future<Long>> answers = crowd.invokeAll(IntStream.range(0, 32)
                        .<java.util.concurrent.Callable<Long>>mapToObj(i -> this::eventualRevision).toList());
                for (Future<Long> answer : answers) {
                    assertThat(answer.get()).isEqualTo(1);
                }
            }
        } finally {
            crowd.shutdownNow();
        }
    }

    @Test
    void isNotWrittenOnceItWasRemovedUntilItIsBack() throws Exception {
        Path away = temporary.resolve("away");
        Files.move(file, away);

        assertRefused("was removed while the application runs, so nothing can be saved; the last list stays in force."
                + " Move it back, or stop this process");
        assertThat(file).doesNotExist();

        Files.move(away, file);
        setRevision(7);
        assertThat(revision()).isEqualTo(7);
    }

    @Test
    void isNotMadeAnewOnceItWasRemovedAndH2ClosedIt() throws Exception {
        breakDownAnd(() -> Files.delete(file));

        assertRefused("was removed while the application runs");
        assertThat(file).doesNotExist();
    }

    @Test
    void isNotWrittenOnceItWasReplaced() throws Exception {
        Path copy = Files.copy(file, temporary.resolve("copy"));
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);

        assertRefused("was replaced while the application runs");
    }

    @Test
    void isNotWrittenOnceItWasEmptiedAlsoIfItGrewAgain() throws Exception {
        try (RandomAccessFile emptied = new RandomAccessFile(file.toFile(), "rw")) {
            emptied.setLength(0);
            assertRefused("was emptied while the application runs");
            emptied.setLength(100_000);
            assertRefused("was emptied while the application runs");
        }
    }

    private void assertRefused(String part) {
        assertThatThrownBy(() -> database.source().getConnection()).isInstanceOf(StoreProblemException.class)
                .hasMessageContaining("“" + file + "”").hasMessageContaining(part);
    }

    /** Some statement of a crowd may still meet the broken file; none may see anything else than what was saved. */
    private long eventualRevision() throws SQLException {
        for (int tries = 0; ; tries++) {
            try {
                return revision();
            } catch (SQLException e) {
                if (tries == 20) {
                    throw e;
                }
            }
        }
    }

    private interface Deed {
        void happens() throws Exception;
    }

    /** What H2 does by itself when it cannot write. */
    private void breakDown() throws Exception {
        breakDownAnd(() -> { });
    }

    private void breakDownAnd(Deed deed) throws Exception {
        Connection connection = database.source().getConnection();
        connection.createStatement().execute("shutdown immediately");
        deed.happens();
        assertThatThrownBy(connection::close).isInstanceOf(SQLException.class);
    }

    private long revision() throws SQLException {
        try (Connection connection = database.source().getConnection();
                ResultSet row = connection.createStatement().executeQuery("select revision from ipr_state")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void setRevision(long revision) throws SQLException {
        execute("update ipr_state set store = 'one', revision = " + revision);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.source().getConnection()) {
            connection.createStatement().execute(sql);
        }
    }
}
