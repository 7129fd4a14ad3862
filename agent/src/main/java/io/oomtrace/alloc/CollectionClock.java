package io.oomtrace.alloc;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * Counts garbage collections by sentinels: a fresh object nobody holds, whose weak reference the next collection clears.
 *
 * <p>Needs no management bean, counts only collections that looked at young objects, and a thread that allocates right
 * after a collection sees it at once: the sentinel is cleared before the application runs on. Collections between which
 * nobody called {@link #renew} count as one. {@link #now} may be called by any thread, the others by one at a time.
 */
final class CollectionClock {
    private static final class Sentinel extends WeakReference<Object> {
        private final long epoch;

        Sentinel(long epoch, ReferenceQueue<Object> queue) {
            super(new Object(), queue);
            this.epoch = epoch;
        }
    }

    private final ReferenceQueue<Object> queue;
    private volatile Sentinel sentinel;

    CollectionClock(ReferenceQueue<Object> queue) {
        this.queue = queue;
        this.sentinel = new Sentinel(0, queue);
    }

    /** Collections that have ended since this clock was made. */
    long now() {
        Sentinel current = sentinel;
        return current.refersTo(null) ? current.epoch + 1 : current.epoch;
    }

    /** Makes sure that a collection from now on is told from those before, and returns how many those are. */
    long renew() {
        if (sentinel.refersTo(null)) {
            sentinel = new Sentinel(sentinel.epoch + 1, queue);
        }
        return sentinel.epoch;
    }

    /** Takes what came off the queue; true when it was a sentinel. */
    boolean ended(Object reference) {
        if (!(reference instanceof Sentinel)) {
            return false;
        }
        renew();
        return true;
    }
}
