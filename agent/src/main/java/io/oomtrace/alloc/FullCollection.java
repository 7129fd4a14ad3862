package io.oomtrace.alloc;

import java.lang.ref.WeakReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Has the JVM collect its whole heap, and waits for it. Asks again for up to a second if it did not: before JDK 22 most
 * collectors pass over a request while a thread is in a critical section of JNI (JEP 423), as those are that compress, and
 * collect what is young a moment later.
 *
 * <p>Whether a collection has looked at old objects, too, is told by one that is old, let go of and watched. There is always
 * a new one, which the collection that is waited for makes old. Before the first of them it may still be young, and then
 * any collection will do. Not thread-safe.
 */
final class FullCollection {
    private static final int ATTEMPTS = 100;
    private static final long PAUSE_NANOS = 10_000_000;

    private Object old = new Object();
    private WeakReference<Object> released = new WeakReference<>(null);

    void request() {
        release();
        System.gc();
        for (int i = 1; i < ATTEMPTS && !isOver(); i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            System.gc();
        }
    }

    /** From here on {@link #isOver} waits for a collection. */
    void release() {
        released = new WeakReference<>(old);
        old = new Object();
    }

    boolean isOver() {
        return released.refersTo(null);
    }
}
