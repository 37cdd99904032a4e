package org.iprestriction.jpa;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Virtual time, in which events happen one after the other on one thread. An event that has to wait lets the later ones
 * happen meanwhile, and goes on when they are over. What happens depends on nothing but the events.
 */
final class EventLoop {

    /** How many events may wait inside each other; one more does not wait. */
    private static final int DEEPEST = 5;

    private record Event(long at, long order, boolean locks, Runnable work) {
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparing(Event::order));
    private final List<Event> lockedOut = new ArrayList<>();
    private final Thread thread = Thread.currentThread();
    private final Runnable afterEach;
    private long now;
    private long count;
    private int depth;
    private boolean locked;
    /** The clock that the holder of the lock has read; negative if it has not. */
    private long lockClock = -1;
    private Throwable failure;

    /** {@code now} is in milliseconds since 1970-01-01T00:00Z; {@code afterEach} runs after each event. */
    EventLoop(long now, Runnable afterEach) {
        this.now = now;
        this.afterEach = afterEach;
    }

    long now() {
        return now;
    }

    boolean isNested() {
        return depth > 0;
    }

    /** Returns the number of events so far. */
    long count() {
        return count;
    }

    void at(long time, Runnable work) {
        add(time, false, work);
    }

    /** Adds an event that may lock the store: it waits while another that waits holds the lock. */
    void lockingAt(long time, Runnable work) {
        add(time, true, work);
    }

    private void add(long time, boolean locks, Runnable work) {
        events.add(new Event(Math.max(time, now), count + events.size() + lockedOut.size(), locks, work));
    }

    /** Lets everything happen until a time. Rethrows what went wrong in any event. */
    void runUntil(long end) throws Exception {
        run(end);
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (Exception) failure;
        }
    }

    /** Lets time pass while the calling event waits. */
    void pass(long millis) {
        if (Thread.currentThread() != thread || depth == DEEPEST || millis <= 0) {
            return;
        }
        depth++;
        run(now + millis);
        depth--;
    }

    private void run(long end) {
        for (Event next = events.peek(); failure == null && next != null && next.at <= end; next = events.peek()) {
            events.remove();
            if (next.locks && locked) {
                lockedOut.add(next);
                continue;
            }
            now = Math.max(now, next.at);
            count++;
            try {
                next.work.run();
                afterEach.run();
            } catch (Throwable e) { // the event that waits may be in code that goes on whatever is thrown
                failure = failure == null ? e : failure;
            }
        }
        now = Math.max(now, end);
    }

    /** Keeps out events that may lock the store too. */
    void lock() {
        locked = true;
        lockClock = -1;
    }

    /** Returns the time as the database reads it. */
    long readClock() {
        lockClock = locked && lockClock < 0 ? now : lockClock;
        return now;
    }

    /** Returns the clock that the last holder of the lock read once it had it. */
    long lockClock() {
        return lockClock;
    }

    void unlock() {
        locked = false;
        events.addAll(lockedOut);
        lockedOut.clear();
    }
}
