package io.oomtrace.alloc;

import io.oomtrace.hook.Allocations;

/**
 * Draws the exponentially distributed budgets, and remembers for each slot the interval its budget was drawn with.
 *
 * <p>Each slot has a stream of random numbers of its own (SplitMix64: Steele, Lea and Flood, 2014), so that drawing
 * touches no state of the application, {@code ThreadLocalRandom} least of all.
 */
final class Budgets {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;
    private static final int LARGEST = Integer.MAX_VALUE;

    private final long[] state = new long[Allocations.SLOTS];
    private final long[] interval = new long[Allocations.SLOTS];

    Budgets(long seed) {
        for (int slot = 0; slot < state.length; slot++) {
            state[slot] = mix(seed + slot * 0xd1342543de82ef95L);
        }
    }

    /** A new budget with a mean of {@code mean} bytes. */
    int draw(int slot, long mean) {
        interval[slot] = mean;
        double uniform = ((mix(state[slot] += GAMMA) >>> 11) + 1) * 0x1p-53; // in (0, 1]
        double bytes = -Math.log(uniform) * mean;
        return bytes >= LARGEST ? LARGEST : 1 + (int) bytes;
    }

    /** The chance that an allocation counted with so many bytes exhausts the slot's present budget. */
    double probability(int slot, long bytes) {
        return -Math.expm1(-(double) bytes / interval[slot]);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
