package org.iprestriction.database;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            No space left on device                     | The disk that holds the database is full.
            There is not enough space on the disk       | The disk that holds the database is full.
            Disk quota exceeded                         | The disk quota of the database is used up.
            /data/ip-restriction.mv.db: Read-only file system | The file system that holds the database is read-only.
            Permission denied                           | This process may not read or write the files of the database.
            Operation not permitted                     | This process may not read or write the files of the database.
            Input/output error                          | The disk that holds the database fails (input/output error).
            Stale file handle                           | The disk that holds the database fails (stale file handle).
            Too many open files                         | This process has too many open files.
            """)
    void whatTheSystemSaysOfAFileIsTold(String said, String sentence) {
        // as H2 and Hibernate wrap it
        StoreUnavailableException told = unavailable(new PersistenceException("commit",
                new SQLException("General error", "HY000", 50000, new IllegalStateException("Writing failed", new IOException(said)))));

        assertThat(told).hasMessageStartingWith(sentence);
        assertThat(told.getMessage()).doesNotContain("/data");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            53100 |    0 | The disk that holds the database is full.
            58030 |    0 | The disk that holds the database fails
            25006 |    0 | The database is read-only.
            90097 |    0 | The database is read-only.
            HY000 | 1021 | The disk that holds the database is full.
            HY000 | 1114 | The disk that holds the database is full.
            HY000 | 1290 | The database is read-only.
            28P01 |    0 | The database refuses this user or password.
            28000 | 1045 | The database refuses this user or password.
            3D000 |    0 | The server has no database of the name in the JDBC URL.
            42000 | 1049 | The server has no database of the name in the JDBC URL.
            42501 |    0 | This database user may not write
            42000 | 1142 | This database user may not write
            53300 |    0 | The database accepts no more connections.
            08004 | 1040 | The database accepts no more connections.
            HY000 | 1665 | The database writes its binary log by statement
            42000 | 1064 | The database does not answer.
            HY000 |    7 | The database does not answer.
            08006 |    0 | The database does not answer.
            """)
    void whatTheDatabaseSaysByItsStateIsTold(String state, int code, String sentence) {
        assertThat(unavailable(new PersistenceException(new SQLException("in any language", state, code))))
                .hasMessageStartingWith(sentence);
    }

    @Test
    void theSentenceIsTheRootSoThatTheLogAndTheStatusShowIt() {
        SQLException failure = new SQLException("General error", new AccessDeniedException("/data/x"));

        assertThat(unavailable(failure)).hasNoCause().hasSuppressedException(failure);
    }

    @Test
    void aDataSourceMayPutItIntoWordsItself() {
        assertThat(unavailable(new PersistenceException(new StoreProblemException("The file was removed. Move it back."))))
                .hasMessage("The file was removed. Move it back.");
    }

    /** As DriverManager, and as the pools of servers say it. */
    @Test
    void aDataSourceWithoutItsDriverIsSaidWithoutItsUrl() {
        for (SQLException failure : List.of(new SQLException("No suitable driver found for jdbc:x://host?password=secret", "08001"),
                new SQLException("Cannot load JDBC driver class 'org.x.Driver'", new ClassNotFoundException("org.x.Driver")))) {
            StoreUnavailableException told = unavailable(failure);
            assertThat(told).hasMessage("The JDBC driver of the data source cannot be loaded. Add the jar of the driver to the libraries of"
                    + " the server, or correct the data source.");
            assertThat(told.reason()).isEqualTo(Reason.DRIVER_MISSING);
        }
    }

    @Test
    void aNetworkThatFailsSaysNoMoreThanThatTheDatabaseDoesNotAnswer() {
        SQLException failure = new SQLException("refused: jdbc:x://host?password=secret", "08001",
                new ConnectException("Connection reset by peer"));

        assertThat(unavailable(failure)).hasMessage("The database does not answer.").hasCause(failure);
        assertThat(unavailable(null)).hasMessage("The database does not answer.").hasNoCause();
    }

    private static StoreUnavailableException unavailable(Throwable cause) {
        return new StoreUnavailableException("The database does not answer.", cause);
    }
}
