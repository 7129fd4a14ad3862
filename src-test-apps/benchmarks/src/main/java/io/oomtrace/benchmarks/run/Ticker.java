package io.oomtrace.benchmarks.run;

import java.util.concurrent.locks.LockSupport;

/** Wants to run every millisecond, and notes the longest it was kept from doing so. */
public final class Ticker extends Thread {
    private static final long TICK_NS = 1_000_000;

    private long longestNanos;

    public Ticker() {
        super("ticker");
        setDaemon(true);
        setPriority(MAX_PRIORITY);
    }

    @Override
    public void run() {
        long last = System.nanoTime();
        while (true) {
            LockSupport.parkNanos(TICK_NS);
            long now = System.nanoTime();
            note(now - last);
            last = now;
        }
    }

    private synchronized void note(long nanos) {
        longestNanos = Math.max(longestNanos, nanos);
    }

    /** The longest time between two ticks since the last call, in nanoseconds. */
    public synchronized long takeLongest() {
        long longest = longestNanos;
        longestNanos = 0;
        return longest;
    }
}
