package io.oomtrace.thread;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * A key that stands for one object without keeping it alive, and calls no method of it: applications override {@code
 * equals}, {@code hashCode} and {@code Thread.getId}.
 */
final class Identity extends WeakReference<Object> {
    private final int hash;

    /** To look up with. */
    Identity(Object object) {
        this(object, null);
    }

    /** To keep: comes off the queue when the object has been collected. */
    Identity(Object object, ReferenceQueue<Object> queue) {
        super(object, queue);
        this.hash = System.identityHashCode(object);
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Identity that)) {
            return false;
        }
        Object object = get();
        return object != null && that.refersTo(object);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
