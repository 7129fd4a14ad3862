package io.oomtrace.agent;

import java.util.function.LongSupplier;

/** Nanoseconds since it was made: never below 0, and never back. Any thread. */
final class MonotonicClock implements LongSupplier {
    private final long origin = System.nanoTime();

    @Override
    public long getAsLong() {
        return System.nanoTime() - origin;
    }
}
