package io.oomtrace.alloc;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The mean number of bytes between two samples, adapted so that the samples per second stay bounded: between a fifth of
 * the bound and the bound, mostly about half of it, unless the program allocates less than that at the shortest interval.
 *
 * <p>Doubles as soon as a tenth of a second has had its share of samples, and again whenever it has had half as many
 * more; halves after a tenth of a second with less than a quarter of its share. Only samples of budgets drawn with the
 * present interval tell that it is too short: threads that had not allocated for a while still have shorter ones. Each
 * sample is weighed by the interval its own budget was drawn with, so adapting does not bias the estimate.
 *
 * <p>{@link #sampled} is called on application threads, {@link #tick} by one thread every tenth of a second. A tick that
 * comes late only makes the bound lower for as long: nothing here reads a clock.
 */
final class SamplingInterval {
    private static final int TICKS_PER_SECOND = 10;

    /** Give or take a factor of two. */
    private static final long LONGEST = 1L << 30;

    /** Of the bound for a second: the rest is for the tenth of a second in which a program gets faster. */
    private static final double SHARE_OF_TICKS = 0.7;

    private final long shortest;
    private final int mostDoublings;
    private final int perTick;
    private final AtomicInteger doublings = new AtomicInteger();
    private final AtomicInteger inTick = new AtomicInteger();
    private volatile int nextDoubling;

    /**
     * @param shortest the interval to begin with, in bytes
     * @param perSecond most samples in a second
     */
    SamplingInterval(long shortest, int perSecond) {
        this.shortest = shortest;
        this.mostDoublings =
                Long.numberOfLeadingZeros(shortest) - Long.numberOfLeadingZeros(Math.max(shortest, LONGEST));
        this.perTick = Math.max(1, (int) (SHARE_OF_TICKS * perSecond / TICKS_PER_SECOND));
        this.nextDoubling = perTick;
    }

    /** How often the shortest interval is doubled. */
    int doublings() {
        return doublings.get();
    }

    long bytes() {
        return shortest << doublings.get();
    }

    /**
     * A sample was taken. Threads that come together may double twice for one share, which does no harm.
     *
     * @param drawnWith doublings of its budget
     */
    void sampled(int drawnWith) {
        int now = doublings.get();
        int samples = drawnWith < now ? inTick.get() : inTick.incrementAndGet();
        if (samples >= nextDoubling) {
            nextDoubling = samples + Math.max(1, perTick / 2);
            doublings.compareAndSet(now, Math.min(mostDoublings, now + 1));
        }
    }

    void tick() {
        int samples = inTick.getAndSet(0);
        if (4 * samples < perTick) {
            int now = doublings.get();
            doublings.compareAndSet(now, Math.max(0, now - 1));
        }
        nextDoubling = perTick;
    }
}
