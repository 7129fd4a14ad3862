package io.oomtrace.thread;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Chooses, when virtual threads start faster than their stacks can be walked, the starts whose stack is. Every start
 * is counted: one that is chosen stands for itself and for those that were passed over since the last one.
 *
 * <p>What decides is the new thread's id, hashed by multiplication with the golden ratio (Knuth, The Art of Computer
 * Programming, volume 3, section 6.4): of ids that count up, and of every n-th of them, the same share is chosen. So
 * each site has its share of what was passed over, even where sites take turns. At level n one start in 2<sup>n</sup>
 * is chosen. The level rises within a second that has too many, and falls by one for each second that has few.
 *
 * <p>Any thread, without a lock.
 */
final class StartSampler {
    /** Chosen in a second until the level rises for the first time: below that nothing is passed over. */
    static final int ALL_PER_SECOND = 1000;

    private static final int PER_SECOND = 200;
    private static final int HIGHEST_LEVEL = 20;
    private static final long SECOND = 1_000_000_000;
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    /**
     * Of the starts passed over in a slot, how many there are to one that looks at the clock: that costs as much as
     * all else.
     */
    private static final int STARTS_PER_LOOK = 16;

    private static final int SLOTS = 16;

    /** Longs between two slots: a cache line of 64 bytes, and another against the prefetcher. */
    private static final int STRIDE = 16;

    private final AtomicLongArray passedOver = new AtomicLongArray(SLOTS * STRIDE);
    private final AtomicInteger chosen = new AtomicInteger();
    private volatile int level;
    private volatile int nextRise = ALL_PER_SECOND;
    private final AtomicLong secondEnds = new AtomicLong();
    private final LongSupplier clock;

    /** @param clock nanoseconds that only grow, not below 0 */
    StartSampler(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * A thread is being started.
     *
     * @param started its id
     * @param starter a number for the thread that starts it, so that not all write to one place
     * @return how many starts this one stands for; 0 if it is passed over
     */
    int starting(long started, int starter) {
        int slot = (starter & (SLOTS - 1)) * STRIDE;
        if (Long.numberOfLeadingZeros(started * GOLDEN_RATIO) < level) {
            if ((passedOver.getAndIncrement(slot) & (STARTS_PER_LOOK - 1)) == 0) {
                look();
            }
            return 0;
        }
        look();
        int now = chosen.incrementAndGet();
        if (now >= nextRise) {
            nextRise = now + PER_SECOND / 2;
            level = Math.min(HIGHEST_LEVEL, level + 1);
        }
        return 1 + (passedOver.get(slot) == 0 ? 0 : (int) passedOver.getAndSet(slot, 0));
    }

    private void look() {
        long nanos = clock.getAsLong();
        long ends = secondEnds.get();
        if (nanos >= ends && secondEnds.compareAndSet(ends, nanos + SECOND)) {
            nextSecond(1 + (nanos - ends) / SECOND);
        }
    }

    /** @param passed seconds, of which the first is the one that was counted, and the others had no start that looked */
    private void nextSecond(long passed) {
        int before = chosen.getAndSet(0);
        long few = before < PER_SECOND / 4 ? passed : passed - 1;
        int now = level;
        if (few > 0) {
            now -= (int) Math.min(few, now);
            level = now;
        }
        nextRise = now == 0 ? ALL_PER_SECOND : PER_SECOND;
    }

    /** Starts for which none that was chosen stands yet. */
    long waiting() {
        long waiting = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            waiting += passedOver.get(slot * STRIDE);
        }
        return waiting;
    }

    /** Forgets them. */
    void reset() {
        for (int slot = 0; slot < SLOTS; slot++) {
            passedOver.set(slot * STRIDE, 0);
        }
    }
}
