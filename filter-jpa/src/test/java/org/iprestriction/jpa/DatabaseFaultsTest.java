package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iprestriction.jpa.TestDatabase.PRODUCT;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.iprestriction.database.DriverDataSource;
import org.iprestriction.database.Product;
import org.iprestriction.database.Reason;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.live.NodeReport;
import org.iprestriction.live.SourceException;
import org.iprestriction.settings.Settings;
import org.iprestriction.settings.SettingsException;
import org.iprestriction.store.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a database is said in one sentence, with what to do about it, whatever the product. */
class DatabaseFaultsTest {

    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");
    private static final String PASSWORD = "right-secret";

    private TestDatabase database;
    /** Of the last failure. */
    private Reason reason;
    private String user;

    @BeforeEach
    void open() throws SQLException {
        HIBERNATE.setLevel(Level.OFF);
        database = TestDatabase.withTables();
        user = "u" + Long.toHexString(System.nanoTime());
        database.sql(switch (PRODUCT) {
            case H2 -> "create user " + user + " password '" + PASSWORD + "'";
            case POSTGRESQL -> "create user " + user + " password '" + PASSWORD + "'";
            case MARIADB -> "create user " + user + " identified by '" + PASSWORD + "'";
        });
    }

    @AfterEach
    void close() throws SQLException {
        HIBERNATE.setLevel(Level.WARNING);
        database.sql(PRODUCT == Product.POSTGRESQL ? "drop owned by " + user : "select 1");
        database.sql("drop user " + user);
        database.close();
    }

    private void grant(String rights) throws SQLException {
        for (String table : TestDatabase.TABLES) {
            database.sql("grant " + rights + " on " + table + " to " + user);
        }
    }

    /** Reads and saves as an application does; returns the sentence of the first that fails. */
    private String sentence(String url, String user, String password) {
        Settings settings = Settings.of(Map.of("ip-restriction.jdbc-user", user, "ip-restriction.jdbc-password", password));
        try (Transactions transactions = new Transactions(DriverDataSource.of(url, settings), settings.activation())) {
            EntryStore store = new EntryStore(transactions, settings, () -> { });
            String list = "list" + System.nanoTime();
            store.list(list);
            store.add(list, EntrySpec.of(null, "a", "10.0.0.1", null, true, null, settings), TestStore.MARY);
            return null;
        } catch (StoreUnavailableException e) {
            reason = e.reason();
            return e.getMessage();
        }
    }

    private String asOwner() {
        return sentence(database.url(), TestDatabase.user(), TestDatabase.password());
    }

    private String asUser() {
        return sentence(database.url(), user, PASSWORD);
    }

    @Test
    void aUserWithTheFourRightsReadsAndSaves() throws SQLException {
        grant("select, insert, update, delete");
        assertThat(asUser()).isNull();
    }

    @Test
    void aWrongPasswordIsSaidWithoutShowingIt() throws SQLException {
        grant("select, insert, update, delete");
        assertThat(sentence(database.url(), user, "wrong-secret")).isEqualTo("The database refuses this user or password. Correct"
                + " ip-restriction.jdbc-user and ip-restriction.jdbc-password, or the data source of the application.");
        assertThat(sentence(database.url(), "nobody", "wrong-secret")).startsWith("The database refuses this user or password.");
        assertThat(reason).isEqualTo(Reason.LOGIN_REFUSED);
    }

    @Test
    void aUserWhoMayReadNothingOrNotWriteIsToldWhatToGrant() throws SQLException {
        String remedy = " Grant it select, insert, update and delete on the tables whose names begin with ipr_.";
        assertThat(asOwner()).isNull();
        if (PRODUCT != Product.MARIADB) { // which lets nobody into a database where he has no right at all
            assertThat(asUser()).isEqualTo("This database user may not read the table ipr_state." + remedy);
        }
        grant("select");
        assertThat(asUser()).isEqualTo("This database user may not write to the tables of the access lists." + remedy);
        assertThat(reason).isEqualTo(Reason.PERMISSION_MISSING);
    }

    /** The decisions need no more, and a standby server offers no more. */
    @Test
    void aNodeStartsAndReadsWithAUserWhoMayOnlyRead() throws Exception {
        assertThat(asOwner()).isNull();
        grant("select");
        Settings settings = Settings.of(Map.of("ip-restriction.jdbc-user", user, "ip-restriction.jdbc-password", PASSWORD));
        try (Transactions transactions = new Transactions(DriverDataSource.of(database.url(), settings), settings.activation())) {
            JpaAccessListSource source = new JpaAccessListSource(transactions, settings.activation());
            assertThat(source.changesSince(null, Set.of("default")).position().revision()).isPositive();
            assertThatThrownBy(() -> source.report(new NodeReport("n", "n", null, Long.MAX_VALUE, 0, -1, 0, 0, null, false)))
                    .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.code()).isEqualTo("permission_missing"))
                    .hasMessageStartingWith("This database user may not write to the tables of the access lists.");
            assertThat(source.changesSince(null, Set.of("default")).position().revision()).isPositive();
        }
    }

    @Test
    void aUrlThatTheDriverCannotReadStopsTheStart() {
        String malformed = switch (PRODUCT) {
            case H2 -> null; // its driver reads the URL when it connects
            case POSTGRESQL -> "jdbc:postgresql://host:99999/x?password=secret";
            case MARIADB -> "jdbc:mariadb:host/x?password=secret";
        };
        if (malformed == null) {
            assertThat(sentence("jdbc:h2:mem:x;NONSENSE=1", "sa", "")).isEqualTo("The driver cannot read the JDBC URL. Correct it.");
            assertThat(sentence("jdbc:h2:relative", "sa", "")).startsWith("The path in the JDBC URL of H2 is relative.");
            assertThat(reason).isEqualTo(Reason.URL_UNREADABLE);
        } else {
            String product = malformed.replaceAll("(jdbc:[a-z]+:).*", "$1");
            assertThatThrownBy(() -> DriverDataSource.of(malformed, Settings.of(Map.of()))).isInstanceOf(SettingsException.class)
                    .hasMessage("ip-restriction.jdbc-url is “" + product + "…”, but the driver of that database cannot read it. Write it as"
                            + " the driver's documentation says, such as " + product + "//HOST:PORT/DATABASE.");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql://no-such-host.invalid/x | jdbc:mariadb://no-such-host.invalid/x | jdbc:h2:tcp://no-such-host.invalid/x | The host in the JDBC URL is not known. Correct the URL, or the name server's entry.
            jdbc:postgresql://127.0.0.1:1/x          | jdbc:mariadb://127.0.0.1:1/x          | jdbc:h2:tcp://127.0.0.1:1/x          | Nothing listens at the host and port of the JDBC URL. Start the database, or correct the URL.
            """)
    void aWrongHostOrPortIsSaid(String postgresql, String mariaDb, String h2, String sentence) {
        String url = switch (PRODUCT) {
            case H2 -> h2;
            case POSTGRESQL -> postgresql;
            case MARIADB -> mariaDb;
        };
        assertThat(sentence(url, user, PASSWORD)).isEqualTo(sentence);
    }

    @Test
    void aDatabaseThatIsNotThereIsSaid() {
        String url = PRODUCT == Product.H2 ? "jdbc:h2:mem:nowhere;IFEXISTS=TRUE" : database.url().replaceFirst("/iprtest_\\w+", "/nowhere");
        assertThat(sentence(url, TestDatabase.user(), TestDatabase.password()))
                .isEqualTo("The server has no database of the name in the JDBC URL. Correct the URL, or create the database.");
        assertThat(reason).isEqualTo(Reason.DATABASE_MISSING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            drop table ipr_node                           | TABLE_MISSING  | The table ipr_node is missing. Run the script SCRIPT as the owner of the schema, and grant this user select, insert, update and delete on its tables.
            alter table ipr_node drop column problem      | COLUMN_MISSING | The table ipr_node lacks the column problem. Run the script SCRIPT as the owner of the schema. If the column is still missing then, restore the table from a backup.
            delete from ipr_state                         | ROW_MISSING    | The row of the table ipr_state is missing. Restore it from a backup.
            update ipr_state set schema_version = 2       | SCHEMA_NEWER   | The tables have version 2, but this library supports version 1. Update the library on this node.
            update ipr_state set schema_version = 0       | SCHEMA_OLDER   | The tables have version 0, but this library supports version 1. Run the script SCRIPT.
            """)
    void tablesThatDoNotFitAreSaidAtTheStartAndLater(String change, Reason code, String sentence) throws Exception {
        String expected = sentence.replace("SCRIPT", PRODUCT.script());
        try (TestStore open = new TestStore()) {
            open.add("a", "10.0.0.1");
            open.sql(change);
            assertThatThrownBy(() -> {
                open.add("b", "10.0.0.2");
                open.source().report(new NodeReport("n", "n", null, Long.MAX_VALUE, 0, -1, 0, 0, null, false));
            }).as("even the first time").hasMessage(expected);
            assertThatThrownBy(() -> open.store.list("default")).hasMessage(expected);
        }
        database.sql(change);
        assertThat(asOwner()).isEqualTo(expected);
        assertThat(reason).isEqualTo(code);
    }

    @Test
    void aTableThatComparesTextWithoutCaseOrSpacesIsNotUsed() throws SQLException {
        for (String statement : switch (PRODUCT) {
            case H2 -> List.of("alter table ipr_entry alter column name_key varchar_ignorecase(600)");
            case POSTGRESQL -> List.of("create collation caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                    "alter table ipr_entry alter column name_key type varchar(600) collate caseless");
            case MARIADB -> List.of("alter table ipr_entry convert to character set utf8mb4 collate utf8mb4_bin");
        }) {
            database.sql(statement);
        }
        assertThat(asOwner()).isEqualTo("The table ipr_entry compares text without regard to case or to spaces at the end. Give its"
                + " columns the collation that they have in the script " + PRODUCT.script() + ".");
    }

    @Test
    void aReadOnlyDatabaseIsSaid() throws SQLException {
        grant("select, insert, update, delete");
        assertThat(asUser()).isNull();
        database.setReadOnly(true);
        try {
            assertThat(asUser()).isEqualTo("The database is read-only. Make it writable; changes are then accepted again without a"
                    + " restart.");
            assertThat(reason).isEqualTo(Reason.READ_ONLY);
        } finally {
            database.setReadOnly(false);
        }
        assertThat(asUser()).isNull();
    }
}
