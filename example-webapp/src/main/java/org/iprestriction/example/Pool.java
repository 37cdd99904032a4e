package org.iprestriction.example;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.iprestriction.database.DriverDataSource;
import org.iprestriction.database.Reason;
import org.iprestriction.database.StoreUnavailableException;

/**
 * A pool of connections to a database elsewhere. It says why it has none: HikariCP itself tells only one of its callers why a
 * connection could not be opened, and the others that they have waited too long. After an outage it has one at once: HikariCP
 * doubles its pause between two attempts, up to five seconds, and until then a caller gets a connection of its own. Thread-safe.
 */
final class Pool extends HikariDataSource {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final DriverDataSource unpooled;
    private final StaleConnections stale;
    /** Whether the pool has lost all its connections and could not open another one since. */
    private volatile boolean down;

    Pool(HikariConfig config, DriverDataSource unpooled) {
        this(config, unpooled, new StaleConnections());
    }

    private Pool(HikariConfig config, DriverDataSource unpooled, StaleConnections stale) {
        super(watchedBy(stale, config));
        this.unpooled = unpooled;
        this.stale = stale;
    }

    private static HikariConfig watchedBy(StaleConnections stale, HikariConfig config) {
        config.setExceptionOverride(stale);
        return config;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (stale.isTimeToReplace()) {
            getHikariPoolMXBean().softEvictConnections();
        }
        if (isDown()) {
            return unpooled.getConnection();
        }
        try {
            return super.getConnection();
        } catch (SQLTransientConnectionException e) {
            SQLException reason = unpooled.lastFailure();
            throw e.getCause() != null || reason == null ? e : new SQLTransientConnectionException(e.getMessage(), e.getSQLState(), reason);
        }
    }

    private boolean isDown() {
        down = !isClosed() && getHikariPoolMXBean().getTotalConnections() == 0 && (down || unpooled.lastFailure() != null);
        return down;
    }

    /**
     * Notices that connections may not write. They are then replaced: after a failover they may still lead to the old server, and a
     * setting of the database, or a right, may count from the next connection only.
     */
    private static final class StaleConnections implements SQLExceptionOverride {
        private final AtomicBoolean noticed = new AtomicBoolean();
        private final AtomicLong replacedAt = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

        @java.lang.Override // the interface has a type of that name
        public Override adjudicate(SQLException failure) {
            Reason reason = new StoreUnavailableException(StoreUnavailableException.NO_ANSWER, failure).reason();
            if (reason == Reason.READ_ONLY || reason == Reason.PERMISSION_MISSING) {
                noticed.set(true);
            }
            return Override.CONTINUE_EVICT;
        }

        boolean isTimeToReplace() {
            long now = System.nanoTime();
            long last = replacedAt.get();
            return noticed.get() && now - last >= PAUSE_NANOS && replacedAt.compareAndSet(last, now) && noticed.getAndSet(false);
        }
    }
}
