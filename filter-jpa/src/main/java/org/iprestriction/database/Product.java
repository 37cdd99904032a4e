package org.iprestriction.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Arrays;
import java.util.List;
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
                .orElseThrow(() -> new StoreUnavailableException(Reason.PRODUCT_UNSUPPORTED, "The database “" + name + "” is not supported. Supported are "
                        + Arrays.stream(values()).map(Product::folder).collect(Collectors.joining(", ")) + "."));
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
        if (isQuery(begin)) {
            ask(entities, begin);
        } else {
            entities.createNativeQuery(begin).executeUpdate();
        }
    }

    /**
     * Reads one row of a table and then the clock, in one statement, which also limits the idle time of the current
     * transaction, if the database can. A poll without news is this statement.
     *
     * @param entities the entity manager of the transaction, not null
     * @param columns the columns, separated by commas
     * @param from the table and the condition
     * @return the values of the columns, followed by the time in microseconds since 1970-01-01T00:00Z; null if there is
     *     no row
     */
    public Object[] readWithClock(EntityManager entities, String columns, String from) {
        String limiting = begin != null && isQuery(begin) ? ", (" + begin + ")" : "";
        List<?> rows = query(entities, "select " + columns + ", (" + clock + ")" + limiting + " from " + from).getResultList();
        return rows.isEmpty() ? null : (Object[]) rows.get(0);
    }

    /**
     * Returns a condition in JPQL that always holds and limits the idle time of the current transaction, so that an
     * update does it without a statement of its own.
     *
     * @return the condition with a leading {@code and}; empty if the database does not support it
     */
    public String limitingCondition() {
        return this == POSTGRESQL ? " and function('set_config', 'idle_in_transaction_session_timeout', '15000', true) <> ''" : "";
    }

    /** Returns the time in microseconds since 1970-01-01T00:00Z. */
    @Override
    public long applyAsLong(EntityManager entities) {
        return ((Number) ask(entities, clock)).longValue();
    }

    private static boolean isQuery(String sql) {
        return sql.startsWith("select");
    }

    private static Object ask(EntityManager entities, String sql) {
        return query(entities, sql).getSingleResult();
    }

    private static Query query(EntityManager entities, String sql) {
        return entities.createNativeQuery(sql).setHint("jakarta.persistence.query.timeout", LONGEST_QUERY_MILLIS);
    }
}
