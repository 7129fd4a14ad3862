package io.oomtrace.alloc;

/**
 * One chosen allocation on its way from the thread that made it to the recorder's own thread.
 *
 * @param tracked weak reference to the object
 * @param type binary class name
 * @param thread name of the allocating thread
 * @param size of the object in bytes
 * @param probability with which it was chosen
 * @param stack as {@link io.oomtrace.stack.Stacks} took it
 */
record Sample(TrackedObject tracked, String type, String thread, long size, double probability, Object stack) {}
