package org.iprestriction.store;

import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.iprestriction.live.Changes;
import org.iprestriction.settings.Settings;

/** One transaction: the state row, the instant of the transaction, and values derived from them. Used by one thread. */
public final class Work {

    public static final int LONGEST_QUERY_MILLIS = 10_000;

    /** Bypasses every cache, because another node may have written in the meantime, and limits the time of a query. */
    public static final Map<String, Object> HINTS = Map.of("jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.BYPASS,
            "jakarta.persistence.query.timeout", LONGEST_QUERY_MILLIS);

    private final EntityManager entities;
    private final StateRow state;
    private final long clock;
    private final long now;
    private final KnownBlocks knownBlocks;
    private final Changes.Position begunAt;
    /** The token of the revisions that this transaction creates, if any. */
    private final String token = UUID.randomUUID().toString().replace("-", "");

    public Work(EntityManager entities, StateRow state, long clock, KnownBlocks knownBlocks) {
        this.entities = entities;
        this.state = state;
        this.clock = clock;
        this.knownBlocks = knownBlocks;
        this.now = Math.max(clock, state.lastChangeAt);
        this.begunAt = position();
    }

    public EntityManager entities() {
        return entities;
    }

    public <T> TypedQuery<T> query(String jpql, Class<T> type) {
        return query(entities, jpql, type);
    }

    public static <T> TypedQuery<T> query(EntityManager entities, String jpql, Class<T> type) {
        TypedQuery<T> query = entities.createQuery(jpql, type);
        HINTS.forEach(query::setHint);
        return query;
    }

    /** Returns a query in SQL, for what JPQL cannot say. */
    public Query nativeQuery(String sql) {
        return entities.createNativeQuery(sql).setHint("jakarta.persistence.query.timeout", LONGEST_QUERY_MILLIS);
    }

    public String store() {
        return state.store;
    }

    public long revision() {
        return state.revision;
    }

    /** Returns the random token of the revision; empty for revision 0. */
    public String token() {
        return state.token;
    }

    public Changes.Position position() {
        return new Changes.Position(state.store, state.revision, state.token);
    }

    KnownBlocks knownBlocks() {
        return knownBlocks;
    }

    /** Returns the position before the changes of this transaction. */
    public Changes.Position begunAt() {
        return begunAt;
    }

    /** Returns the time of the database's clock, even if it is before the last change. */
    public long clock() {
        return clock;
    }

    /** Returns the instant of this transaction, which is never before that of an earlier change. */
    public long now() {
        return now;
    }

    public long activationMillis() {
        return state.activationMillis;
    }

    public Duration activation() {
        return Duration.ofMillis(state.activationMillis);
    }

    /** Returns the longest interval between two polls of a node. */
    public long pollMillis() {
        return Settings.pollInterval(activation()).toMillis();
    }

    /**
     * Returns the end of the commit window. Steps up to this time are committed: a node may not poll again before they
     * take effect.
     */
    public long horizon() {
        return now + 2 * pollMillis();
    }

    /** Returns the effect of a change that waits for the activation delay. */
    public Effect afterActivation() {
        return new Effect(now + state.activationMillis, horizon(), false);
    }

    /**
     * Returns the effect of a change that does not wait. It counts from the database's clock, even if that was set back
     * since the last change: the nodes apply the change by that clock.
     */
    public Effect atOnce() {
        return new Effect(clock, clock, true);
    }

    /**
     * When a change takes effect.
     *
     * @param at the time from which the wanted state applies
     * @param horizon the change replaces all steps after this time; earlier ones stay
     * @param now whether the change does not wait for the activation delay
     */
    public record Effect(long at, long horizon, boolean now) {

        /** Returns whether this change replaces pending steps even if their result is the wanted state. */
        public boolean hastens(StoredEntry entry) {
            return now && entry.timeline.firstStepAfter(at).isPresent();
        }
    }

    public long nextId() {
        return state.nextId++;
    }

    /** Gives the store a name if it has none. Requires the lock. */
    public void nameStore() {
        if (state.store.isEmpty()) {
            state.store = UUID.randomUUID().toString();
        }
    }

    /**
     * Stores the activation with which a node is configured, if the store has none or no other node is running.
     * Requires the lock.
     */
    public void adoptActivation(Duration configured, String ownNode) {
        if (state.activationMillis < 0 || !isActivation(configured) && !Nodes.isAnotherAtWork(this, ownNode)) {
            state.activationMillis = configured.toMillis();
        }
    }

    /** Returns whether the store has a name and an activation. */
    public boolean isSettled() {
        return !state.store.isEmpty() && state.activationMillis >= 0;
    }

    public boolean isActivation(Duration configured) {
        return state.activationMillis == configured.toMillis();
    }

    /** Returns whether this transaction has created a revision. */
    public boolean hasTouched() {
        return state.token.equals(token);
    }

    /** Starts the next revision. Requires the lock. */
    public Timeline.Touch touch() {
        state.revision++;
        state.token = token;
        state.lastChangeAt = now;
        return new Timeline.Touch(state.revision, now);
    }
}
