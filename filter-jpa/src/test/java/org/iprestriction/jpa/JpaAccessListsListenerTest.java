package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.iprestriction.access.Decision;
import org.iprestriction.address.IpAddress;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.live.LiveLists;
import org.iprestriction.settings.Settings;
import org.iprestriction.settings.SettingsException;
import org.junit.jupiter.api.Test;

class JpaAccessListsListenerTest {

    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();
    private final JpaAccessListsListener listener = new JpaAccessListsListener();

    private ServletContextEvent event() {
        return new ServletContextEvent((ServletContext) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ServletContext.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getInitParameter" -> parameters.get(arguments[0]);
                    case "getInitParameterNames" -> Collections.enumeration(parameters.keySet());
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    @Test
    void anApplicationGetsItsListsFromADatabaseNamedByAUrlAndSignsOffWhenItStops() throws Exception {
        try (TestDatabase database = TestDatabase.withTables()) {
            parameters.put("ip-restriction.jdbc-url", database.url());
            parameters.put("ip-restriction.jdbc-user", TestDatabase.user());
            parameters.put("ip-restriction.jdbc-password", TestDatabase.password());
            parameters.put("ip-restriction.activation", "PT0S");
            parameters.put("unrelated", "x");
            listener.contextInitialized(event());
            assertThat(attributes).containsOnlyKeys(Settings.class.getName(), LiveLists.ATTRIBUTE,
                    IpRestriction.ATTRIBUTE);
            LiveLists lists = (LiveLists) attributes.get(LiveLists.ATTRIBUTE);
            EntryStore store = ((IpRestriction) attributes.get(IpRestriction.ATTRIBUTE)).entries();
            IpAddress caller = IpAddress.parse("10.0.0.1");
            await(() -> lists.named("default").inForce() != null);
            assertThat(lists.named("default").inForce().decide(caller)).isEqualTo(Decision.BLOCKED);
            store.add("default", EntrySpec.of("ip", "a", "10.0.0.1", null, true, null,
                    (Settings) attributes.get(Settings.class.getName())), TestStore.MARY);
            await(() -> lists.named("default").inForce().decide(caller) == Decision.ALLOWED);
            listener.contextDestroyed(event());
            assertThat(database.number("select signed_off from ipr_node")).isEqualTo(1);
        }
    }

    /** As Spring Boot stops: the bean that holds the lists first, then the pool, and the servlet context last. */
    @Test
    void listsThatAnApplicationOpensItselfAreSignedOffBeforeItsPoolGoes() throws Exception {
        try (TestStore test = TestStore.inRealTime("activation", "PT0S")) {
            IpRestriction open = IpRestriction.open(test.dataSource, test.settings);
            JpaAccessListsListener publishing = new JpaAccessListsListener(open);
            publishing.contextInitialized(event());
            assertThat(attributes).containsEntry(LiveLists.ATTRIBUTE, open.lists()).containsEntry(IpRestriction.ATTRIBUTE, open)
                    .containsEntry(Settings.class.getName(), test.settings);
            open.lists().named("default");
            await(() -> open.lists().ready());
            open.close();
            assertThat(test.number("select count(*) from ipr_node where signed_off = 1")).isEqualTo(1);
            publishing.contextDestroyed(event());
            open.close(); // a container may do so too
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerDoesNotStopTheStart() throws Exception {
        try (TestStore test = new TestStore()) {
            Cable cable = new Cable(test.dataSource);
            cable.cut();
            attributes.put(JpaAccessListsListener.DATA_SOURCE, cable.dataSource());
            listener.contextInitialized(event());
            EntryStore store = ((IpRestriction) attributes.get(IpRestriction.ATTRIBUTE)).entries();
            assertThatThrownBy(() -> store.list("default")).isInstanceOf(StoreUnavailableException.class);
            assertThat(((LiveLists) attributes.get(LiveLists.ATTRIBUTE)).named("default").inForce()).isNull();
            listener.contextDestroyed(event());
        }
    }

    @Test
    void aSettingThatIsWrongStopsTheStartWithASentence() {
        assertThatThrownBy(() -> listener.contextInitialized(event())).isInstanceOf(SettingsException.class)
                .hasMessage("No database is set for the access lists. Set ip-restriction.datasource to a JNDI name, or"
                        + " ip-restriction.jdbc-url to a URL.");
        parameters.put("ip-restriction.jdbc-url", "jdbc:unknown://db.example/x?password=secret");
        assertThatThrownBy(() -> listener.contextInitialized(event())).isInstanceOf(SettingsException.class)
                .hasMessage("ip-restriction.jdbc-url is “jdbc:unknown:…”, but no JDBC driver on the class path accepts it. Add the"
                        + " jar of the database's driver (to WEB-INF/lib), or correct the URL.");
        parameters.put("ip-restriction.datasource", "java:comp/env/jdbc/none");
        assertThatThrownBy(() -> listener.contextInitialized(event())).isInstanceOf(SettingsException.class)
                .hasMessage("ip-restriction.datasource is “java:comp/env/jdbc/none”, but the server has no data source of that"
                        + " name.");
        parameters.put("ip-restriction.activation", "soon");
        assertThatThrownBy(() -> listener.contextInitialized(event())).isInstanceOf(SettingsException.class);
        listener.contextDestroyed(event()); // a container may call it although the start failed
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("gave up waiting").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
