package org.iprestriction.jpa;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The databases that are supported, and how each tells the time while a transaction runs. The time must be that of the
 * statement: where the standard's CURRENT_TIMESTAMP is the time the transaction began, it would leave out the wait for the
 * lock.
 */
enum DatabaseClock implements ToLongFunction<EntityManager> {
    H2("select extract(epoch from current_timestamp) * 1000000"),
    POSTGRESQL("select extract(epoch from clock_timestamp()) * 1000000"),
    MARIADB("select unix_timestamp(sysdate(6)) * 1000000");

    private final String sql;

    DatabaseClock(String sql) {
        this.sql = sql;
    }

    static DatabaseClock of(String product) throws SQLException {
        return Arrays.stream(values()).filter(clock -> clock.name().equalsIgnoreCase(product)).findFirst()
                .orElseThrow(() -> new SQLException("The database “" + product + "” is not supported. Supported are "
                        + Arrays.stream(values()).map(DatabaseClock::schema).collect(Collectors.joining(", ")) + "."));
    }

    /** The folder of this database's scripts. */
    String schema() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Answers the time in microseconds since 1970-01-01T00:00Z. */
    @Override
    public long applyAsLong(EntityManager entities) {
        return ((Number) entities.createNativeQuery(sql).getSingleResult()).longValue();
    }
}
