package io.oomtrace.thread;

import io.oomtrace.stack.HeapSizes;
import io.oomtrace.stack.VirtualThreads;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Which site started each thread that has not ended. Any thread; {@link #sweep} by one at a time. */
final class LiveThreads {
    /** A thread that is not alive so long after its start never came to be: the start threw. */
    private static final long STILLBORN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int UNFILTERED = -1;
    private static final int CHAINS = 1 << 14;

    /**
     * @param threads it stands for
     * @param filter index in {@link #virtual}
     */
    private record Start(SpawnSite site, int threads, int filter, long nanos) {}

    private final int capacity;
    private final LockFreeMap<Identity, Start> starts = new LockFreeMap<>(CHAINS);

    /**
     * How many virtual threads are followed whose ids have those low bits. Most are not followed when millions come
     * and go, and their ends are told by a look here: an identity hash costs as much as many a virtual thread does.
     */
    private final AtomicIntegerArray virtual = new AtomicIntegerArray(1 << 12);

    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    LiveThreads(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Again for a thread whose start threw and is tried once more.
     *
     * @param threads it stands for
     * @return false when there are too many to follow this one
     */
    boolean started(Thread thread, SpawnSite site, int threads, long nanos) {
        if (starts.size() >= capacity) {
            return false;
        }
        int filter = VirtualThreads.isOne(thread) ? filter(thread) : UNFILTERED;
        if (filter != UNFILTERED) {
            virtual.incrementAndGet(filter);
        }
        end(starts.put(new Identity(thread, collected), new Start(site, threads, filter, nanos)));
        return true;
    }

    /** Without effect for a thread that was started before us. */
    void ended(Thread thread) {
        if (!VirtualThreads.isOne(thread) || virtual.get(filter(thread)) > 0) {
            end(starts.remove(new Identity(thread)));
        }
    }

    private int filter(Thread virtualThread) {
        return (int) virtualThread.getId() & (virtual.length() - 1);
    }

    /** Takes off the threads whose end nobody reports: virtual ones collected in mid-wait, and failed starts. */
    void sweep(long nanos) {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            end(starts.remove((Identity) gone));
        }
        starts.forEach((identity, start) -> {
            Thread thread = (Thread) identity.get();
            if (thread != null && !thread.isAlive() && nanos - start.nanos > STILLBORN_NANOS) {
                end(starts.remove(identity));
            }
        });
    }

    private void end(Start start) {
        if (start != null) {
            start.site.threadsEnded(start.threads);
            if (start.filter != UNFILTERED) {
                virtual.decrementAndGet(start.filter);
            }
        }
    }

    long heapBytes(HeapSizes sizes) {
        return starts.heapBytes(sizes)
                + starts.size() * (sizes.of(new Identity(this)) + sizes.of(new Start(null, 0, 0, 0)))
                + sizes.of(new int[virtual.length()]);
    }

    int size() {
        return starts.size();
    }
}
