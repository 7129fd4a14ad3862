package io.oomtrace.alloc;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The mean number of bytes between two samples, adapted so that the samples per second stay bounded.
 *
 * <p>Doubles as soon as a tenth of a second has had its share of samples; halves, down to the starting interval, after
 * a second with less than half the share. Each sample is weighed by the interval its own budget was drawn with, so
 * adapting does not bias the estimate. {@link #sampled} is called on application threads, {@link #tick} by one thread
 * every tenth of a second.
 */
final class SamplingInterval {
    private static final int TICKS_PER_SECOND = 10;
    private static final long LONGEST = 1L << 30;

    private final long shortest;
    private final int perSecond;
    private final AtomicLong bytes;
    private final AtomicInteger inTick = new AtomicInteger();
    private int ticks;
    private int inSecond;

    SamplingInterval(long bytes, int perSecond) {
        this.shortest = bytes;
        this.perSecond = perSecond;
        this.bytes = new AtomicLong(bytes);
    }

    long bytes() {
        return bytes.get();
    }

    void sampled() {
        if (inTick.incrementAndGet() % Math.max(1, perSecond / TICKS_PER_SECOND) == 0) {
            long now = bytes.get();
            bytes.compareAndSet(now, Math.min(LONGEST, 2 * now));
        }
    }

    void tick() {
        inSecond += inTick.getAndSet(0);
        if (++ticks == TICKS_PER_SECOND) {
            if (inSecond < perSecond / 2) {
                long now = bytes.get();
                bytes.compareAndSet(now, Math.max(shortest, now / 2));
            }
            ticks = 0;
            inSecond = 0;
        }
    }
}
