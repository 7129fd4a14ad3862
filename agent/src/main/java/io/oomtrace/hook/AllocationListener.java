package io.oomtrace.hook;

/**
 * Takes the allocations that {@link Allocations} chose. Called on application threads, on any of them at once. Slots are
 * numbered from 0 to {@link Allocations#SLOTS} - 1.
 */
public interface AllocationListener {
    /** A slot's next budget in bytes, at least 1. */
    int budget(int slot);

    /**
     * The chance that an allocation exhausts the budget that was last drawn for the slot.
     *
     * @param bytes what is counted for it, not its size
     */
    double probability(long bytes, int slot);

    /**
     * @param allocated the new object, which must not be kept alive; null if it has to be looked for on the operand
     *     stack of the method that called the hook
     * @param probability with which it was chosen
     */
    void sampled(Object allocated, double probability);
}
