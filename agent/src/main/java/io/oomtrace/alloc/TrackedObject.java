package io.oomtrace.alloc;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** A sampled object as long as it lives. Everything but the reference belongs to the {@link LiveSet}. */
final class TrackedObject extends WeakReference<Object> {
    static final int UNTRACKED = -1;

    /** Collections that had ended when it was allocated. */
    final long born;

    /** Bytes. */
    final long size;

    /** Of being chosen and of staying in the live set. */
    double probability;

    /** What its site has allocated. */
    Estimate site;

    /** Where it is in the live set. */
    int index = UNTRACKED;

    TrackedObject(Object object, ReferenceQueue<Object> queue, long born, long size, double probability) {
        super(object, queue);
        this.born = born;
        this.size = size;
        this.probability = probability;
    }
}
