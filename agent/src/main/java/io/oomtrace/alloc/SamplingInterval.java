package io.oomtrace.alloc;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The mean number of bytes between two samples, adapted so that the samples per second stay bounded and in the long
 * run are a quarter of the bound (but no fewer than five or so), unless the program allocates less than that at the
 * shortest interval.
 *
 * <p>What a tenth of a second may have, its share, is a quarter of the bound and as much of the rest as there is
 * credit: ten seconds of the bound to begin with, which is when a program loads what it keeps for good, and again
 * after a while with few samples. A busy program has used up two thirds of its credit after half a minute. No share
 * is more than half of what is left of the bound for the second it ends.
 *
 * <p>Doubles as soon as a tenth of a second has had its share, and again whenever it has had half as many more, or
 * fewer where little is left of the bound; halves after a tenth of a second with less than half of its share. Only
 * samples of budgets drawn with the present interval tell that it is too short: threads that had not allocated for a
 * while still have shorter ones. Each sample is weighed by the interval its own budget was drawn with, so adapting
 * does not bias the estimate.
 *
 * <p>{@link #sampled} is called on application threads, {@link #tick} by one thread every tenth of a second. A tick
 * that comes late only makes the bound lower for as long: nothing here reads a clock.
 */
final class SamplingInterval {
    private static final int TICKS_PER_SECOND = 10;

    /** Give or take a factor of two. */
    private static final long LONGEST = 1L << 30;

    /** Of the bound for a second: the rest is for the tenth of a second in which a program gets faster. */
    private static final double LARGEST_SHARE = 0.8;

    private static final double SUSTAINED_SHARE = 0.25;
    private static final int SECONDS_OF_CREDIT = 10;

    /**
     * Even a program that suddenly needs the longest interval stays within the bound when it gets there in such
     * steps of what is left: the nearer it is, the faster it doubles, in the end with each sample.
     */
    private static final int STEPS_LEFT = 8;

    private final long shortest;
    private final int mostDoublings;
    private final int perSecond;
    private final double perTick;
    private final double fullCredit;
    private final AtomicInteger doublings = new AtomicInteger();
    private final AtomicInteger inTick = new AtomicInteger();
    private final AtomicInteger ofOldBudgets = new AtomicInteger();
    private final int[] inLastTicks = new int[TICKS_PER_SECOND - 1];
    private int nextTick;
    private double credit;
    private volatile int share;
    private volatile int left;
    private volatile int nextDoubling;

    /**
     * @param shortest the interval to begin with, in bytes
     * @param perSecond most samples in a second
     */
    SamplingInterval(long shortest, int perSecond) {
        this.shortest = shortest;
        this.mostDoublings =
                Long.numberOfLeadingZeros(shortest) - Long.numberOfLeadingZeros(Math.max(shortest, LONGEST));
        this.perSecond = perSecond;
        this.perTick = (double) perSecond / TICKS_PER_SECOND;
        this.fullCredit = (double) perSecond * SECONDS_OF_CREDIT;
        this.credit = fullCredit;
        newShare();
    }

    private void newShare() {
        double share = SUSTAINED_SHARE + (LARGEST_SHARE - SUSTAINED_SHARE) * credit / fullCredit;
        int rest = perSecond;
        for (int samples : inLastTicks) {
            rest -= samples;
        }
        left = rest;
        this.share = Math.max(1, Math.min((int) (share * perTick), rest / 2));
        nextDoubling = this.share;
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
     * @return whether the interval is another one now, so that all budgets are to be renewed: as many threads as may have
     *     short ones left, each would still come with a sample
     */
    boolean sampled(int drawnWith) {
        int now = doublings.get();
        if (drawnWith < now) {
            ofOldBudgets.incrementAndGet();
            return false;
        }
        int samples = inTick.incrementAndGet();
        if (samples >= nextDoubling) {
            nextDoubling = samples + Math.max(1, Math.min(share / 2, (left - samples) / STEPS_LEFT));
            return now < mostDoublings && doublings.compareAndSet(now, now + 1);
        }
        return false;
    }

    void tick() {
        int samples = inTick.getAndSet(0);
        if (2 * samples < share) {
            int now = doublings.get();
            doublings.compareAndSet(now, Math.max(0, now - 1));
        }
        credit = Math.max(0, Math.min(fullCredit, credit + SUSTAINED_SHARE * perTick - samples));
        inLastTicks[nextTick] = samples + ofOldBudgets.getAndSet(0);
        nextTick = (nextTick + 1) % inLastTicks.length;
        newShare();
    }
}
