package io.oomtrace.thread;

import io.oomtrace.stack.HeapSizes;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts events by second for the last minute. Any thread; wait-free but for retries of a compare-and-set.
 *
 * <p>Each slot holds the second it is about in its upper half and the count in its lower half, so that a slot is taken
 * over from the minute before in one step.
 */
final class RateMeter {
    private static final int SLOTS = 64;
    private static final int LONGEST_WINDOW = 60;

    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);
    private final AtomicInteger peak = new AtomicInteger();

    long heapBytes(HeapSizes sizes) {
        return sizes.of(this) + sizes.of(slots) + sizes.of(new long[SLOTS]) + sizes.of(peak);
    }

    /** Counts one event and returns how many there were in this second so far. */
    int count(long nanos) {
        return count(nanos, 1);
    }

    /** Counts some events and returns how many there were in this second so far. */
    int count(long nanos, int events) {
        long second = second(nanos);
        int slot = (int) (second % SLOTS);
        while (true) {
            long old = slots.get(slot);
            int count = old >>> 32 == second ? (int) old + events : events;
            if (slots.compareAndSet(slot, old, second << 32 | count)) {
                raise(peak, count);
                return count;
            }
        }
    }

    /** Events per second over the last {@code seconds}, 1 to 60: the present second counts as far as it has gone. */
    double rate(int seconds, long nanos) {
        int window = Math.min(seconds, LONGEST_WINDOW);
        long second = second(nanos);
        double elapsed = (nanos % 1_000_000_000) / 1e9;
        double sum = in(second) + (1 - elapsed) * in(second - window);
        for (long past = second - window + 1; past < second; past++) {
            sum += in(past);
        }
        return sum / window;
    }

    /** Most events in one second. */
    int peak() {
        return peak.get();
    }

    void reset() {
        for (int slot = 0; slot < SLOTS; slot++) {
            slots.set(slot, 0);
        }
        peak.set(0);
    }

    private int in(long second) {
        if (second < 0) {
            return 0;
        }
        long value = slots.get((int) (second % SLOTS));
        return value >>> 32 == second ? (int) value : 0;
    }

    private static long second(long nanos) {
        return nanos / 1_000_000_000;
    }

    /** Raises a maximum. */
    static void raise(AtomicInteger maximum, int to) {
        int old = maximum.get();
        while (old < to && !maximum.compareAndSet(old, to)) {
            old = maximum.get();
        }
    }
}
