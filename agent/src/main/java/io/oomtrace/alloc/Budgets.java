package io.oomtrace.alloc;

import io.oomtrace.hook.Allocations;

/**
 * Draws the exponentially distributed budgets, each tagged with how often the shortest interval had been doubled.
 *
 * <p>Each slot has a stream of random numbers of its own (SplitMix64: Steele, Lea and Flood, 2014), so that drawing
 * touches no state of the application, {@code ThreadLocalRandom} least of all. Any thread: of two that draw for one slot
 * at once, both may get the same number, which is as random.
 */
final class Budgets {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private final long shortest;
    private final long[] state = new long[Allocations.SLOTS];

    /** @param shortest mean of a budget that was never doubled, in bytes */
    Budgets(long shortest, long seed) {
        this.shortest = shortest;
        for (int slot = 0; slot < state.length; slot++) {
            state[slot] = mix(seed + slot * 0xd1342543de82ef95L);
        }
    }

    /** A new budget, with a mean of so often doubled bytes, and that number as its tag. */
    long draw(int slot, int doublings) {
        double uniform = ((mix(state[slot] += GAMMA) >>> 11) + 1) * 0x1p-53; // in (0, 1]
        double bytes = -Math.log(uniform) * (shortest << doublings);
        return Allocations.budget(1 + (long) bytes, doublings);
    }

    /** The chance that an allocation counted with so many bytes exhausts a budget so tagged. */
    double probability(long bytes, int doublings) {
        return -Math.expm1(-(double) bytes / (shortest << doublings));
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
