package io.oomtrace.hook;

/** Takes the allocations that {@link Allocations} chose. Called on application threads, on any of them at once. */
public interface AllocationListener {
    /** A slot's first budget in bytes, at least 1. Called on the installing thread, once for each slot. */
    int budget(int slot);

    /**
     * @param allocated the new object, which must not be kept alive; null if it has to be looked for on the operand
     *     stack of the method that called the hook
     * @param bytes what was counted for it, not its size
     * @param slot whose budget it exhausted, from 0 to {@link Allocations#SLOTS} - 1
     * @return the slot's next budget in bytes, at least 1
     */
    int sampled(Object allocated, long bytes, int slot);
}
