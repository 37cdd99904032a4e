package org.iprestriction.admin;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The application is started with a database that is not as it should be: callers are blocked, the log and the status say why in one
 * sentence, the health check has a code, and it recovers by itself.
 */
class FaultsOfADatabaseTest extends FaultyDatabaseCase {
    @Test
    void aWrongPassword() throws Exception {
        database = StoreDatabase.withTables();
        database.password("other-secret");
        start(database.settings());
        thenBlocks("login_refused", "The database refuses this user or password. Correct ip-restriction.jdbc-user and"
                + " ip-restriction.jdbc-password, or the data source of the application.");
        thenRecoversWhen(() -> database.password(StoreDatabase.PASSWORD));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            drop table ipr_node | create | table_missing | The table ipr_node is missing. Run the script SCRIPT as the owner of the schema, and grant this user select, insert, update and delete on its tables.
            alter table ipr_node drop column problem | alter table ipr_node add column problem varchar(500) | column_missing | The table ipr_node lacks the column problem. Run the script SCRIPT as the owner of the schema. If the column is still missing then, restore the table from a backup.
            update ipr_state set schema_version = 0 | update ipr_state set schema_version = 1 | schema_older | The tables have version 0, but this library supports version 1. Run the script SCRIPT.
            update ipr_state set schema_version = 2 | update ipr_state set schema_version = 1 | schema_newer | The tables have version 2, but this library supports version 1. Update the library on this node.
            """)
    void tablesThatDoNotFit(String change, String mend, String code, String sentence) throws Exception {
        database = StoreDatabase.withTables();
        database.sql(change);
        start(database.settings());
        thenBlocks(code, sentence.replace("SCRIPT", StoreDatabase.script()));
        thenRecoversWhen(() -> {
            if (mend.equals("create")) {
                database.runScript();
                database.grant("select, insert, update, delete");
            } else {
                database.sql(mend);
            }
        });
    }

    @Test
    void noTablesAndAUserWhoMayNotCreateThem() throws Exception {
        database = StoreDatabase.empty();
        if (StoreDatabase.isMariaDb()) { // which lets nobody into a database where they have no right at all
            database.sql("grant lock tables on " + database.name + ".* to " + database.user);
            database.sql("create table other (id int)");
            database.sql("grant select on other to " + database.user);
        }
        start(database.settings());
        if (StoreDatabase.isMariaDb()) { // and does not say whether a table exists that they may not read
            thenBlocks("permission_missing", "This database user may not read the table ipr_state. " + GRANT);
        } else {
            thenBlocks("table_missing", "The table ipr_state is missing. Run the script " + StoreDatabase.script() + " as the owner of the"
                    + " schema, and grant this user select, insert, update and delete on its tables.");
        }
        thenRecoversWhen(() -> {
            database.runScript();
            database.grant("select, insert, update, delete");
        });
    }

    @Test
    void aUserWithoutTheRightToRead() throws Exception {
        database = StoreDatabase.withTables();
        database.sql("revoke select on ipr_state from " + database.user);
        start(database.settings());
        thenBlocks("permission_missing", "This database user may not read the table ipr_state. " + GRANT);
        thenRecoversWhen(() -> database.sql("grant select on ipr_state to " + database.user));
    }

    @Test
    void aDatabaseThatIsNotThere() throws Exception {
        database = StoreDatabase.empty();
        Map<String, String> settings = new HashMap<>(database.settingsOfOwner());
        settings.computeIfPresent("jdbc-url", (name, url) -> StoreDatabase.PRODUCT.equals("h2") ? "jdbc:h2:mem:nowhere;IFEXISTS=TRUE"
                : url.replace(database.name, database.name + "_x"));
        start(settings);
        thenBlocks("database_missing", "The server has no database of the name in the JDBC URL. Correct the URL, or create the database.");
        if (!StoreDatabase.PRODUCT.equals("h2")) {
            thenRecoversWhen(() -> StoreDatabase.onServer("create database " + database.name + "_x"));
            server.close();
            server = null;
            StoreDatabase.onServer("drop database " + database.name + "_x");
        }
    }

    @Test
    void aWrongHostOrPort() throws Exception {
        database = StoreDatabase.empty();
        String product = StoreDatabase.PRODUCT.equals("h2") ? "h2:tcp" : StoreDatabase.PRODUCT;
        start(Map.of("jdbc-url", "jdbc:" + product + "://127.0.0.1:1/x", "jdbc-user", "x", "activation", "PT2S"));
        thenBlocks("store_unreachable", "Nothing listens at the host and port of the JDBC URL. Start the database, or correct the URL.");
        server.close();
        warnings.clear();
        start(Map.of("jdbc-url", "jdbc:" + product + "://no-such-host.invalid/x", "jdbc-user", "x", "activation", "PT2S"));
        thenBlocks("host_unknown", "The host in the JDBC URL is not known. Correct the URL, or the name server's entry.");
    }
}
