package io.oomtrace.alloc;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The mean number of bytes between two samples, adapted so that the samples per second stay bounded: between a fifth of
 * the bound and the bound, mostly about half of it, unless the program allocates less than that at the shortest interval.
 *
 * <p>Doubles as soon as a tenth of a second has had its share of samples, and again whenever it has had half as many
 * more; halves after a tenth of a second with less than a quarter of its share. Each sample is weighed by the interval its
 * own budget was drawn with, so adapting does not bias the estimate. {@link #sampled} is called on application threads,
 * {@link #tick} by one thread every tenth of a second. A tick that comes late only makes the bound lower for as long:
 * nothing here reads a clock.
 */
final class SamplingInterval {
    private static final int TICKS_PER_SECOND = 10;
    private static final long LONGEST = 1L << 30;

    /** Of the bound for a second: the rest is for the tenth of a second in which a program gets faster. */
    private static final double SHARE_OF_TICKS = 0.7;

    private final long shortest;
    private final int perTick;
    private final AtomicLong bytes;
    private final AtomicInteger inTick = new AtomicInteger();
    private volatile int nextDoubling;

    /**
     * @param bytes the interval to begin with, and the shortest
     * @param perSecond most samples in a second
     */
    SamplingInterval(long bytes, int perSecond) {
        this.shortest = bytes;
        this.perTick = Math.max(1, (int) (SHARE_OF_TICKS * perSecond / TICKS_PER_SECOND));
        this.bytes = new AtomicLong(bytes);
        this.nextDoubling = perTick;
    }

    long bytes() {
        return bytes.get();
    }

    /** Threads that come together may double twice for one share, which does no harm. */
    void sampled() {
        int samples = inTick.incrementAndGet();
        if (samples >= nextDoubling) {
            nextDoubling = samples + Math.max(1, perTick / 2);
            long now = bytes.get();
            bytes.compareAndSet(now, Math.min(LONGEST, 2 * now));
        }
    }

    void tick() {
        int samples = inTick.getAndSet(0);
        if (4 * samples < perTick) {
            long now = bytes.get();
            bytes.compareAndSet(now, Math.max(shortest, now / 2));
        }
        nextDoubling = perTick;
    }
}
