package io.oomtrace.thread;

import io.oomtrace.stack.HeapSizes;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Which site made each executor that has not terminated. Any thread; {@link #sweep} by one at a time.
 *
 * <p>An executor that is collected after its shutdown has terminated: as long as it has threads, they hold it.
 */
final class LiveExecutors {
    private record Creation(SpawnSite site, AtomicBoolean shutDown) {}

    private static final int CHAINS = 1 << 12;

    private final int capacity;
    private final ExecutorStates states;
    private final LockFreeMap<Identity, Creation> creations = new LockFreeMap<>(CHAINS);
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    LiveExecutors(int capacity, ExecutorStates states) {
        this.capacity = capacity;
        this.states = states;
    }

    /** False when there are too many to follow this one. */
    boolean created(Object executor, SpawnSite site) {
        if (creations.size() >= capacity) {
            return false;
        }
        creations.put(new Identity(executor, collected), new Creation(site, new AtomicBoolean()));
        return true;
    }

    /** Without effect the second time, and for an executor that was made before us. */
    void shutDown(Object executor) {
        Creation creation = creations.get(new Identity(executor));
        if (creation != null && creation.shutDown.compareAndSet(false, true)) {
            creation.site.executorShutDown();
        }
    }

    void sweep() {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            Creation creation = creations.remove((Identity) gone);
            if (creation != null && creation.shutDown.get()) {
                creation.site.executorTerminated();
            } else if (creation != null) {
                creation.site.executorCollected();
            }
        }
        creations.forEach((identity, creation) -> {
            Object executor = identity.get();
            if (executor != null
                    && creation.shutDown.get()
                    && states.isTerminated(executor)
                    && creations.remove(identity) != null) {
                creation.site.executorTerminated();
            }
        });
    }

    long heapBytes(HeapSizes sizes) {
        AtomicBoolean flag = new AtomicBoolean();
        long each = sizes.of(new Identity(this)) + sizes.of(new Creation(null, flag)) + sizes.of(flag);
        return creations.heapBytes(sizes) + creations.size() * each;
    }

    int size() {
        return creations.size();
    }
}
