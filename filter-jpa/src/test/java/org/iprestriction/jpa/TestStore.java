package org.iprestriction.jpa;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.live.Changes;
import org.iprestriction.settings.Settings;
import org.iprestriction.store.ChangeRow;
import org.iprestriction.store.Transactions;

/** A store on a database of its own, in virtual time. */
final class TestStore implements AutoCloseable {

    /** Kept, so that their levels are: Hibernate writes a page at each start, and a node a line at each switch. */
    static final List<Logger> LOGGERS = List.of(Logger.getLogger("org.hibernate"), Logger.getLogger("com.zaxxer.hikari"),
            Logger.getLogger("org.iprestriction"));

    static {
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
    }

    static final Instant START = Instant.parse("2026-11-23T14:00:00Z");
    static final String LIST = "default";
    static final Author MARY = new Author("mary", "192.0.2.7", null);

    final TestDatabase database;
    final DataSource dataSource;
    /** Milliseconds; what the database's clock is made to show. */
    final AtomicLong clock = new AtomicLong(START.toEpochMilli());
    final Settings settings;
    final Transactions transactions;
    final EntryStore store;
    final ChangeHistory history;

    TestStore(String... settings) throws Exception {
        this(true, settings);
    }

    /** A store whose clock is the database's own. */
    static TestStore inRealTime(String... settings) throws Exception {
        return new TestStore(false, settings);
    }

    private TestStore(boolean virtualTime, String... settings) throws Exception {
        database = TestDatabase.withTables();
        dataSource = database.dataSource();
        this.settings = settings(settings);
        transactions = transactions(dataSource, virtualTime ? entities -> clock.get() * 1000 : null);
        store = store(transactions);
        history = new ChangeHistory(transactions);
    }

    Transactions transactions(DataSource other, ToLongFunction<EntityManager> otherClock) {
        return new Transactions(other, settings.activation(), otherClock);
    }

    EntryStore store(Transactions other) {
        return new EntryStore(other, settings, () -> { });
    }

    /** Reads settings given as name, value, name, value. */
    static Settings settings(String... namesAndValues) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put("ip-restriction." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.of(parameters);
    }

    EntrySpec spec(String name, String address) {
        return spec(name, address, null);
    }

    EntrySpec spec(String name, String address, Instant expires) {
        return EntrySpec.of(null, name, address, null, true, expires, settings);
    }

    Entry add(String name, String address) {
        return store.add(LIST, spec(name, address), MARY);
    }

    Entry change(Entry entry, EntrySpec spec) {
        return store.change(LIST, entry.id(), entry.version(), spec, MARY);
    }

    Entry find(Entry entry) {
        return store.find(LIST, entry.id()).orElse(null);
    }

    JpaAccessListSource source() {
        return new JpaAccessListSource(transactions, settings.activation());
    }

    /** Returns the position of a revision of this store. */
    Changes.Position position(long revision) {
        return transactions.read(work -> new Changes.Position(work.store(), revision,
                work.query("select c.token from ChangeRow c where c.revision = " + revision, String.class).getResultStream()
                        .findFirst().orElse("")));
    }

    Instant now() {
        return Instant.ofEpochMilli(clock.get());
    }

    /** Returns the instant the given minutes and seconds after the start, from a text such as 4:40. */
    static Instant at(String minutesAndSeconds) {
        String[] parts = minutesAndSeconds.split(":");
        return START.plus(Duration.ofMinutes(Long.parseLong(parts[0])).plusSeconds(Long.parseLong(parts[1])));
    }

    void setTime(String minutesAndSeconds) {
        clock.set(at(minutesAndSeconds).toEpochMilli());
    }

    void sql(String statement, Object... parameters) throws SQLException {
        database.sql(statement, parameters);
    }

    long number(String query) throws SQLException {
        return database.number(query);
    }

    static Object await(CountDownLatch latch) {
        try {
            latch.await();
            return null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        transactions.close();
        database.close();
    }
}
