package io.oomtrace.alloc;

/**
 * Numbers by chance for application threads: SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
 * Generators", 2014). Any thread; races make two threads toss the same number, which does no harm.
 */
final class Coin {
    static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long seed = System.nanoTime();

    /** From 0 up to, but not including, 1. */
    double toss() {
        long z = seed += GOLDEN;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
    }
}
