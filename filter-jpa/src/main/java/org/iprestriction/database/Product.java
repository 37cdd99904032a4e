package org.iprestriction.database;

import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * A supported database product, with the script for its tables and its product-specific SQL.
 *
 * <p>The clock must return the time of the statement. On some products, the standard CURRENT_TIMESTAMP is the start
 * time of the transaction, which would not include the wait for the lock.
 */
public enum Product implements ToLongFunction<EntityManager> {
    /** H2, in a file or in memory. */
    H2("select extract(epoch from current_timestamp) * 1000000", null),
    /** PostgreSQL. It ends a transaction whose client has disappeared, because otherwise its locks would stay. */
    POSTGRESQL("select extract(epoch from clock_timestamp()) * 1000000",
            "select set_config('idle_in_transaction_session_timeout', '15000', true)"),
    /**
     * MariaDB. {@code utc_timestamp} does not depend on the time zone of the session, where an hour may occur twice. At MariaDB's
     * usual isolation level, two nodes that sign on at the same time would lock each other's gaps between rows.
     */
    MARIADB("select timestampdiff(microsecond, '1970-01-01', utc_timestamp(6))", "set transaction isolation level read committed");

    private static final int LONGEST_QUERY_MILLIS = 10_000;

    private final String clock;
    private final String begin;

    Product(String clock, String begin) {
        this.clock = clock;
        this.begin = begin;
    }

    static Product of(String name) {
        return Arrays.stream(values()).filter(product -> product.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new StoreUnavailableException("The database “" + name + "” is not supported. Supported are "
                        + Arrays.stream(values()).map(Product::folder).collect(Collectors.joining(", ")) + ".", null));
    }

    /**
     * Returns the resource name of the script that creates the tables.
     *
     * @return the name, below the class path
     */
    public String script() {
        return "org/iprestriction/jpa/schema/" + folder() + "/R__ip_restriction_access_lists.sql";
    }

    private String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Sets what holds for the current transaction only: its idle time, if the database can limit it, and on MariaDB the isolation
     * level. Must come first in the transaction.
     *
     * @param entities the entity manager of the transaction, not null
     */
    public void begin(EntityManager entities) {
        if (begin == null) {
            return;
        }
        if (begin.startsWith("select")) {
            ask(entities, begin);
        } else {
            entities.createNativeQuery(begin).executeUpdate();
        }
    }

    /** Returns the time in microseconds since 1970-01-01T00:00Z. */
    @Override
    public long applyAsLong(EntityManager entities) {
        return ((Number) ask(entities, clock)).longValue();
    }

    private static Object ask(EntityManager entities, String sql) {
        return entities.createNativeQuery(sql).setHint("jakarta.persistence.query.timeout", LONGEST_QUERY_MILLIS)
                .getSingleResult();
    }
}
