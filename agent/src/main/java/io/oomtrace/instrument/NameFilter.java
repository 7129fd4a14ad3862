package io.oomtrace.instrument;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A set of class names that may claim to hold one it does not, in 8 KiB whatever their number. Bloom, "Space/Time
 * Trade-offs in Hash Coding with Allowable Errors", 1970, with one hash. Thread-safe, without locks.
 */
final class NameFilter {
    private static final int BITS = 1 << 16;

    private final AtomicLongArray words = new AtomicLongArray(BITS / Long.SIZE);

    void add(String name) {
        int bit = bit(name);
        long old = words.get(bit / Long.SIZE);
        while (!words.compareAndSet(bit / Long.SIZE, old, old | 1L << bit)) {
            old = words.get(bit / Long.SIZE);
        }
    }

    /** False only if the name was never added. */
    boolean mayContain(String name) {
        int bit = bit(name);
        return (words.get(bit / Long.SIZE) & 1L << bit) != 0;
    }

    private static int bit(String name) {
        int hash = name.hashCode();
        return (hash ^ hash >>> 16) & BITS - 1;
    }
}
