package io.oomtrace.thread;

import io.oomtrace.stack.HeapSizes;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Which site started each thread that has not ended. Any thread; {@link #sweep} by one at a time. */
final class LiveThreads {
    /** A thread that is not alive so long after its start never came to be: the start threw. */
    private static final long STILLBORN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private record Start(SpawnSite site, long nanos) {}

    private final int capacity;
    private final Map<Identity, Start> starts = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    LiveThreads(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Again for a thread whose start threw and is tried once more.
     *
     * @return false when there are too many to follow this one
     */
    boolean started(Thread thread, SpawnSite site, long nanos) {
        if (starts.size() >= capacity) {
            return false;
        }
        Start failed = starts.put(new Identity(thread, collected), new Start(site, nanos));
        if (failed != null) {
            failed.site.threadEnded();
        }
        return true;
    }

    /** Without effect for a thread that was started before us. */
    void ended(Thread thread) {
        Start start = starts.remove(new Identity(thread));
        if (start != null) {
            start.site.threadEnded();
        }
    }

    /** Takes off the threads whose end nobody reports: virtual ones collected in mid-wait, and failed starts. */
    void sweep(long nanos) {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            end((Identity) gone);
        }
        starts.forEach((identity, start) -> {
            Thread thread = (Thread) identity.get();
            if (thread != null && !thread.isAlive() && nanos - start.nanos > STILLBORN_NANOS) {
                end(identity);
            }
        });
    }

    private void end(Identity identity) {
        Start start = starts.remove(identity);
        if (start != null) {
            start.site.threadEnded();
        }
    }

    long heapBytes(HeapSizes sizes) {
        return sizes.map(starts.size()) + starts.size() * (sizes.of(new Identity(this)) + sizes.of(new Start(null, 0)));
    }

    int size() {
        return starts.size();
    }
}
