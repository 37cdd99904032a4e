package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.hibernate.cfg.Configuration;
import org.iprestriction.access.Decision;
import org.iprestriction.address.IpAddress;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.live.LiveList;
import org.iprestriction.settings.Settings;
import org.iprestriction.store.EntryRow;
import org.iprestriction.store.StateRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lists in the persistence unit of an application, beside its own entities. */
class OwnFactoryTest {

    private static final Settings SETTINGS = Settings.of(Map.of("ip-restriction.activation", "PT0S"), Map.of(), Map.of());
    private static final Author MARY = new Author("mary", null, null);

    private final TestStore test;
    private EntityManagerFactory factory;

    OwnFactoryTest() throws Exception {
        test = new TestStore();
    }

    /** An entity of the application. */
    @Entity(name = "Customer")
    static class Customer {
        @Id
        long id;
    }

    @AfterEach
    void close() throws Exception {
        if (factory != null) {
            factory.close();
        }
        test.close();
    }

    private EntityManagerFactory unit(List<Class<?>> classes) {
        Configuration configuration = new Configuration().addAnnotatedClass(Customer.class)
                .setProperty("hibernate.hbm2ddl.auto", "none");
        classes.forEach(configuration::addAnnotatedClass);
        configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", test.dataSource);
        factory = configuration.buildSessionFactory();
        return factory;
    }

    @Test
    void entriesAreSavedAndTakeEffectThroughIt() throws InterruptedException {
        EntityManagerFactory own = unit(IpRestriction.entityClasses());
        IpAddress caller = IpAddress.parse("192.0.2.1");
        try (IpRestriction lists = IpRestriction.open(own, test.dataSource, SETTINGS)) {
            LiveList list = lists.lists().named("default");
            lists.entries().add("default", EntrySpec.of(null, "Office", "192.0.2.1", null, true, null, SETTINGS), MARY);
            await(() -> list.inForce() != null && list.inForce().decide(caller) == Decision.ALLOWED);
        }
        assertThat(own.isOpen()).as("it is its opener's to close").isTrue();
        try (EntityManager entities = own.createEntityManager()) {
            assertThat(entities.createQuery("select count(e) from EntryRow e", Long.class).getSingleResult()).isEqualTo(1);
        }
    }

    @Test
    void aUnitWithoutTheEntityClassesIsRefusedWithTheOneThatIsMissing() {
        EntityManagerFactory own = unit(List.of(StateRow.class));

        assertThatThrownBy(() -> IpRestriction.open(own, test.dataSource, SETTINGS)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The persistence unit of the given EntityManagerFactory does not contain org.iprestriction.store.EntryRow."
                        + " Add all classes of IpRestriction.entityClasses() to it, or open the lists without a factory.");
    }

    @Test
    void aUnitThatLeavesItsTransactionsToJtaIsRefused() {
        EntityManagerFactory own = unit(IpRestriction.entityClasses());
        EntityManager jta = proxy(EntityManager.class, Map.of("getTransaction", new IllegalStateException("A JTA EntityManager")));
        EntityManagerFactory container = proxy(EntityManagerFactory.class,
                Map.of("createEntityManager", jta, "getMetamodel", own.getMetamodel()));

        assertThatThrownBy(() -> IpRestriction.open(container, test.dataSource, SETTINGS)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The given EntityManagerFactory leaves its transactions to JTA. Give one whose persistence unit has the"
                        + " transaction type RESOURCE_LOCAL, or open the lists without a factory.");
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (answers.get(method.getName()) instanceof RuntimeException refusal) {
                throw refusal;
            }
            return answers.get(method.getName());
        }));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(10); // between two checks of the condition
        }
    }
}
