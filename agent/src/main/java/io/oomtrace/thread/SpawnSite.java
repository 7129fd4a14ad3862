package io.oomtrace.thread;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Values;
import io.oomtrace.stack.HeapSizes;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What one call stack started or made. Counts exactly; any thread, no locks. */
final class SpawnSite {
    static final List<Metric> METRICS = List.of(
            count("threads_started"),
            count("threads_live"),
            rate("rate_peak"),
            count("executors_never_shut_down"),
            count("executors_created"),
            rate("rate_1s"),
            rate("rate_10s"),
            rate("rate_60s"),
            count("threads_live_peak"),
            count("executors_live"),
            count("executors_shut_down"),
            count("executors_terminated"),
            count("executors_garbage"));

    private static final int LONG_COUNTERS = 5;
    private static final int INT_COUNTERS = 3;

    private final CallStack stack;
    private final String type;
    private final String thread;
    private final RateMeter starts = new RateMeter();
    private final AtomicLong started = new AtomicLong();
    private final AtomicInteger live = new AtomicInteger();
    private final AtomicInteger livePeak = new AtomicInteger();
    private final AtomicBoolean manyLive = new AtomicBoolean();
    private final AtomicLong created = new AtomicLong();
    private final AtomicLong shutDown = new AtomicLong();
    private final AtomicLong terminated = new AtomicLong();
    private final AtomicLong garbage = new AtomicLong();

    SpawnSite(CallStack stack, String type, String thread) {
        this.stack = stack;
        this.type = type;
        this.thread = thread;
    }

    private static Metric count(String name) {
        return new Metric(name, Metric.Unit.COUNT, false);
    }

    private static Metric rate(String name) {
        return new Metric(name, Metric.Unit.PER_SECOND, false);
    }

    CallStack stack() {
        return stack;
    }

    String type() {
        return type;
    }

    /** Threads are being started; returns how many were in this second. */
    int threadsStarted(int threads, long nanos) {
        started.addAndGet(threads);
        RateMeter.raise(livePeak, live.addAndGet(threads));
        return starts.count(nanos, threads);
    }

    void threadsEnded(int threads) {
        live.addAndGet(-threads);
    }

    int live() {
        return live.get();
    }

    /** Bytes in the heap, without frames and names, which sites share. */
    long heapBytes(HeapSizes sizes) {
        return sizes.of(this)
                + stack.frames().size() * sizes.of(stack)
                + starts.heapBytes(sizes)
                + LONG_COUNTERS * sizes.of(started)
                + INT_COUNTERS * sizes.of(live);
    }

    /** Whether so many live for the first time since fewer than half as many did. */
    boolean liveReaches(int many) {
        int now = live.get();
        if (now >= many) {
            return !manyLive.get() && manyLive.compareAndSet(false, true);
        }
        if (now < many / 2 && manyLive.get()) {
            manyLive.set(false);
        }
        return false;
    }

    double rate(long nanos) {
        return starts.rate(1, nanos);
    }

    void executorCreated() {
        created.incrementAndGet();
    }

    void executorShutDown() {
        shutDown.incrementAndGet();
    }

    void executorTerminated() {
        terminated.incrementAndGet();
    }

    void executorCollected() {
        garbage.incrementAndGet();
    }

    /** Forgets what has been; what lives stays, and is the peak. Executors shut down live until they terminate. */
    void reset() {
        starts.reset();
        started.set(0);
        livePeak.set(live.get());
        manyLive.set(false);
        long ended = terminated.getAndSet(0);
        created.addAndGet(-ended - garbage.getAndSet(0));
        shutDown.addAndGet(-ended);
    }

    boolean isEmpty() {
        return started.get() == 0 && live.get() == 0 && created.get() == 0;
    }

    /**
     * The values in the order of {@link #METRICS}.
     *
     * @param further threads started that are to be shown here, though they may turn out to be another site's
     */
    Site site(long nanos, long further) {
        long executors = created.get();
        long ended = terminated.get();
        long collected = garbage.get();
        return new Site(
                stack,
                type,
                thread,
                Values.exact(
                        started.get() + further,
                        live.get(),
                        starts.peak(),
                        executors - shutDown.get(),
                        executors,
                        starts.rate(1, nanos),
                        starts.rate(10, nanos),
                        starts.rate(60, nanos),
                        livePeak.get(),
                        executors - ended - collected,
                        shutDown.get(),
                        ended,
                        collected));
    }
}
