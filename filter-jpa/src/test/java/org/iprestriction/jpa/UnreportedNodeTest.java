package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.access.Decision.ALLOWED;
import static org.iprestriction.access.Decision.BLOCKED;
import static org.iprestriction.jpa.TestStore.LIST;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.iprestriction.database.DriverDataSource;
import org.iprestriction.database.Product;
import org.iprestriction.live.VirtualNode;
import org.iprestriction.settings.Settings;
import org.iprestriction.store.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node whose report cannot be saved reads every change and switches on time, whatever the reason. */
class UnreportedNodeTest {

    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");
    private static final Logger LOADER = Logger.getLogger("org.iprestriction.live");

    private TestStore test;
    private VirtualNode node;

    @BeforeEach
    void startNode() throws Exception {
        HIBERNATE.setLevel(Level.OFF);
        LOADER.setLevel(Level.OFF);
        test = new TestStore();
        node = node(test.transactions);
    }

    @AfterEach
    void stop() throws Exception {
        test.close();
        HIBERNATE.setLevel(Level.WARNING);
        LOADER.setLevel(null);
    }

    private VirtualNode node(Transactions transactions) {
        VirtualNode started = new VirtualNode(new JpaAccessListSource(transactions, test.settings.activation()), test.settings,
                test.clock, LIST);
        started.poll();
        return started;
    }

    private void pollAt(VirtualNode polling, String time) {
        test.setTime(time);
        polling.tick();
        polling.poll();
        polling.tick();
    }

    private void assertSwitchesAtFive(VirtualNode polling) {
        test.setTime("4:59");
        polling.tick();
        assertThat(polling.decide(LIST, "10.0.0.1")).isEqualTo(BLOCKED);
        test.setTime("5:00");
        polling.tick();
        assertThat(polling.decide(LIST, "10.0.0.1")).isEqualTo(ALLOWED);
    }

    @Test
    void itsTableIsMissing() throws Exception {
        test.sql("drop table ipr_node");
        test.add("a", "10.0.0.1");
        pollAt(node, "0:30");
        pollAt(node, "1:00");
        assertThat(node.problem()).isEqualTo("The report of this node cannot be saved: The table ipr_node is missing. Run the script "
                + TestDatabase.PRODUCT.script() + " as the owner of the schema, and grant this user select, insert, update and delete on"
                + " its tables.");
        assertSwitchesAtFive(node);
        test.database.runScript();
        node.poll();
        assertThat(node.problem()).isNull();
        assertThat(test.store.list(LIST).nodes()).hasSize(1);
    }

    @Test
    void itsRowIsLocked() throws Exception {
        test.add("a", "10.0.0.1");
        try (Connection other = test.dataSource.getConnection(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeUpdate("update ipr_node set node_name = 'x'");
            pollAt(node, "1:00");
            assertThat(node.problem()).startsWith("The report of this node cannot be saved: ");
            other.rollback();
        }
        assertSwitchesAtFive(node);
        node.poll();
        assertThat(node.problem()).isNull();
    }

    @Test
    void itsDatabaseHasBecomeReadOnly() throws Exception {
        asUserWith("select, insert, update, delete", reader -> {
            test.add("a", "10.0.0.1");
            test.database.setReadOnly(true);
            try {
                pollAt(reader, "0:30");
                pollAt(reader, "1:00");
                assertThat(reader.problem()).isEqualTo("The report of this node cannot be saved: The database is read-only. Make it"
                        + " writable; changes are then accepted again without a restart.");
                assertSwitchesAtFive(reader);
            } finally {
                test.database.setReadOnly(false);
            }
            pollAt(reader, "5:30");
            assertThat(reader.problem()).isNull();
        });
    }

    @Test
    void itsUserMayOnlyReadTheReports() throws Exception {
        asUserWith("select", reader -> {
            test.add("a", "10.0.0.1");
            pollAt(reader, "0:30");
            pollAt(reader, "1:00");
            assertThat(reader.problem()).startsWith("The report of this node cannot be saved: This database user may not write");
            assertSwitchesAtFive(reader);
        });
    }

    private interface Steps {
        void of(VirtualNode reader) throws Exception;
    }

    /** Runs a node with a user and connections of its own. */
    private void asUserWith(String rightsOnReports, Steps steps) throws Exception {
        String user = "u" + Long.toHexString(System.nanoTime());
        test.sql("create user " + user + switch (TestDatabase.PRODUCT) {
            case H2, POSTGRESQL -> " password 'right-secret'";
            case MARIADB -> " identified by 'right-secret'";
        });
        for (String table : TestDatabase.TABLES) {
            String rights = table.equals("ipr_node") ? rightsOnReports : "select, insert, update, delete";
            test.sql("grant " + rights + " on " + table + " to " + user);
        }
        Settings login = Settings.of(Map.of("ip-restriction.jdbc-user", user, "ip-restriction.jdbc-password", "right-secret"));
        try (Transactions own = test.transactions(DriverDataSource.of(test.database.url(), login), entities -> test.clock.get() * 1000)) {
            steps.of(node(own));
        } finally {
            test.sql(TestDatabase.PRODUCT == Product.POSTGRESQL ? "drop owned by " + user : "select 1");
            test.sql("drop user " + user);
        }
    }
}
