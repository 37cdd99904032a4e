package org.iprestriction.jpa;

import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.iprestriction.live.Changes;
import org.iprestriction.settings.Settings;

/** One transaction: the state row, the instant it happens at, and what follows from the two. Used by one thread. */
final class Work {

    static final int LONGEST_QUERY_MILLIS = 10_000;

    /** Bypasses every cache, because another node may have written since, and limits the time of a query. */
    static final Map<String, Object> HINTS = Map.of("jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.BYPASS,
            "jakarta.persistence.query.timeout", LONGEST_QUERY_MILLIS);

    private final EntityManager entities;
    private final StateRow state;
    private final long clock;
    private final long now;
    private final long readAt = System.nanoTime();
    /** For the revisions that this transaction makes, if any. */
    private final String token = UUID.randomUUID().toString().replace("-", "");

    Work(EntityManager entities, StateRow state, long clock) {
        this.entities = entities;
        this.state = state;
        this.clock = clock;
        this.now = Math.max(clock, state.lastChangeAt);
    }

    EntityManager entities() {
        return entities;
    }

    <T> TypedQuery<T> query(String jpql, Class<T> type) {
        return query(entities, jpql, type);
    }

    static <T> TypedQuery<T> query(EntityManager entities, String jpql, Class<T> type) {
        TypedQuery<T> query = entities.createQuery(jpql, type);
        HINTS.forEach(query::setHint);
        return query;
    }

    String store() {
        return state.store;
    }

    long revision() {
        return state.revision;
    }

    /** Returns what was drawn with the revision; empty at revision 0. */
    String token() {
        return state.token;
    }

    Changes.Position position() {
        return new Changes.Position(state.store, state.revision, state.token);
    }

    /** Returns what the database's clock said, also where it is behind the last change. */
    long clock() {
        return clock;
    }

    /** Returns {@code System.nanoTime()} when the clock had just been read. */
    long readAt() {
        return readAt;
    }

    /** Returns the instant of this transaction, which is never before that of an earlier change. */
    long now() {
        return now;
    }

    long activationMillis() {
        return state.activationMillis;
    }

    Duration activation() {
        return Duration.ofMillis(state.activationMillis);
    }

    /** The longest time that two polls of a node are apart. */
    long pollMillis() {
        return Settings.pollInterval(activation()).toMillis();
    }

    /** Everything up to here is committed: a node may already have loaded it for the last time before it comes. */
    long horizon() {
        return now + 2 * pollMillis();
    }

    /** When a change that is saved now takes effect. */
    long effect() {
        return now + state.activationMillis;
    }

    long nextId() {
        return state.nextId++;
    }

    /** Names a store that has no name yet. Only under the lock. */
    void nameStore() {
        if (state.store.isEmpty()) {
            state.store = UUID.randomUUID().toString();
        }
    }

    /**
     * Takes over the activation that a node is configured with, where the store has none or no other node is at work. Only
     * under the lock.
     */
    void adoptActivation(Duration configured, String ownNode) {
        if (state.activationMillis < 0 || !isActivation(configured) && !Nodes.isAnotherAtWork(this, ownNode)) {
            state.activationMillis = configured.toMillis();
        }
    }

    boolean isActivation(Duration configured) {
        return state.activationMillis == configured.toMillis();
    }

    /** Starts the next revision. Only under the lock. */
    Timeline.Touch touch() {
        state.revision++;
        state.token = token;
        state.lastChangeAt = now;
        return new Timeline.Touch(state.revision, now);
    }
}
