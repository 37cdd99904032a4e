package org.iprestriction.jpa;

import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * A database product with a script for its tables, and what it does in a way of its own.
 *
 * <p>Its clock must tell the time of the statement: where the standard's CURRENT_TIMESTAMP is the time the transaction began,
 * it would leave out the wait for the lock.
 */
enum Product implements ToLongFunction<EntityManager> {
    H2("select extract(epoch from current_timestamp) * 1000000", null),
    /** Ends a transaction whose client is gone without having said so, or else its locks would stay. */
    POSTGRESQL("select extract(epoch from clock_timestamp()) * 1000000",
            "select set_config('idle_in_transaction_session_timeout', '15000', true)");

    private final String clock;
    private final String limit;

    Product(String clock, String limit) {
        this.clock = clock;
        this.limit = limit;
    }

    static Product of(String name) {
        return Arrays.stream(values()).filter(product -> product.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new StoreUnavailableException("The database “" + name + "” is not supported. Supported are "
                        + Arrays.stream(values()).map(Product::folder).collect(Collectors.joining(", ")) + ".", null));
    }

    /** Returns the script that makes the tables, as a resource. */
    String script() {
        return "org/iprestriction/jpa/schema/" + folder() + "/R__ip_restriction_access_lists.sql";
    }

    private String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Limits how long this transaction may lie idle, where the database can. */
    void limitIdleness(EntityManager entities) {
        if (limit != null) {
            ask(entities, limit);
        }
    }

    /** Returns the time in microseconds since 1970-01-01T00:00Z. */
    @Override
    public long applyAsLong(EntityManager entities) {
        return ((Number) ask(entities, clock)).longValue();
    }

    private static Object ask(EntityManager entities, String sql) {
        return entities.createNativeQuery(sql).setHint("jakarta.persistence.query.timeout", Work.LONGEST_QUERY_MILLIS)
                .getSingleResult();
    }
}
