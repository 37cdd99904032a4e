package org.iprestriction.jpa;

import java.util.function.Function;
import org.iprestriction.live.Changes;

/** A write that remembers what it did, for when its commit is not answered. Used once. */
final class Saving<T> implements Function<Work, T> {

    private final Function<Work, T> body;
    private T result;
    private Changes.Position created;

    Saving(Function<Work, T> body) {
        this.body = body;
    }

    @Override
    public T apply(Work work) {
        result = body.apply(work);
        created = work.hasTouched() ? work.position() : null;
        return result;
    }

    T result() {
        return result;
    }

    /** Returns the last revision that it creates, or null if it changes nothing. */
    Changes.Position created() {
        return created;
    }
}
