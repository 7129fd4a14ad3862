package io.oomtrace.hook;

/** Takes the allocations that {@link Allocations} chose. Called on application threads, on any of them at once. */
public interface AllocationListener {
    /**
     * The next budget.
     *
     * @param slot from 0 to {@link Allocations#SLOTS} - 1
     * @return as made by {@link Allocations#budget}
     */
    long budget(int slot);

    /**
     * @param allocated the new object, which must not be kept alive; null if it has to be looked for on the operand
     *     stack of the method that called the hook
     * @param bytes what was counted for it, not its size
     * @param tag of the budget it exhausted
     */
    void sampled(Object allocated, long bytes, int tag);
}
