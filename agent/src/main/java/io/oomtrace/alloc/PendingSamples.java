package io.oomtrace.alloc;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Samples that wait for the recorder, in a lock-free queue. While more than half of the room is taken, some are thrown out
 * by chance, the more the less room there is, and those that stay count for them. Any thread.
 */
final class PendingSamples {
    /** They hold their stacks: 22 KB for one of 1024 frames. */
    private static final int LEAST_ROOM = 256;

    private static final int MOST_ROOM = 4096;

    private final int room;
    private final ConcurrentLinkedQueue<Sample> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final Coin coin = new Coin();

    PendingSamples(int samplesPerSecond) {
        this.room = Math.max(LEAST_ROOM, Math.min(samplesPerSecond, MOST_ROOM));
    }

    /** Tosses for one more. Returns the chance it had to be let in, or 0 if it is thrown out. */
    double admit() {
        double chance = 2 - 2.0 * size.get() / room;
        if (chance >= 1) {
            return 1;
        }
        if (coin.toss() < chance) {
            return chance;
        }
        drop();
        return 0;
    }

    void add(Sample sample) {
        queue.add(sample);
        size.incrementAndGet();
    }

    /** The oldest, which no longer waits; null if there is none. */
    Sample poll() {
        Sample sample = queue.poll();
        if (sample != null) {
            size.decrementAndGet();
        }
        return sample;
    }

    void drop() {
        dropped.incrementAndGet();
    }

    /** How many were thrown out since the last {@link #forgetDropped}. */
    long dropped() {
        return dropped.get();
    }

    void forgetDropped() {
        dropped.set(0);
    }
}
