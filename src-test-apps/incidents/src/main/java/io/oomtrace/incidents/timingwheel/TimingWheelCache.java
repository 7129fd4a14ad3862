package io.oomtrace.incidents.timingwheel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A cache whose entries expire; made to be shared.
 *
 * <p>The constructor starts a timing wheel with a thread of its own, and an executor for the evictions, which has a
 * thread only while entries expire. Both live until {@link #close()}, and keep the cache and its entries alive.
 */
final class TimingWheelCache implements AutoCloseable {
    private static final int BUCKETS = 64;

    private final Map<String, byte[]> entries = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor evictions;
    private final TimingWheel wheel;
    private final Thread ticker;
    private final int ttlSeconds;

    /** @param ttlSeconds how long an entry stays */
    TimingWheelCache(int ttlSeconds) {
        this.ttlSeconds = ttlSeconds;
        LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
        evictions = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, queue); // culprit: timing-wheel executor
        wheel = new TimingWheel(BUCKETS, evictions);
        ticker = new Thread(wheel, "timing-wheel");
        ticker.start(); // culprit: timing-wheel thread
    }

    /** True when the key was new; its entry then stays for the time to live. */
    boolean putIfAbsent(String key, byte[] value) {
        if (entries.putIfAbsent(key, value) != null) {
            return false;
        }
        wheel.schedule(() -> entries.remove(key), ttlSeconds);
        return true;
    }

    int size() {
        return entries.size();
    }

    /** Stops the wheel and the executor. In the incident nobody calls it. */
    @Override
    public void close() {
        wheel.stop();
        ticker.interrupt(); // Ends its park; the interrupt itself means nothing.
        evictions.shutdown();
    }
}
