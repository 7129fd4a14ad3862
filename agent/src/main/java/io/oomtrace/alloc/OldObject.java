package io.oomtrace.alloc;

import java.lang.ref.WeakReference;

/**
 * Tells whether a collection has looked at old objects, too: one that is old is let go of and watched. There is always a
 * new one, which the collection that is waited for makes old. Before the first of them it may still be young, and then any
 * collection will do. Not thread-safe.
 */
final class OldObject {
    private Object old = new Object();
    private WeakReference<Object> released = new WeakReference<>(null);

    /** From here on {@link #isCollected} waits for a collection. */
    void release() {
        released = new WeakReference<>(old);
        old = new Object();
    }

    boolean isCollected() {
        return released.refersTo(null);
    }
}
