package io.oomtrace.hook;

/**
 * Called by the JVM on the thread that has allocated, for each object its sampler (JEP 331) chooses. MUST be loaded
 * by the bootstrap loader.
 */
public final class JvmSamples {
    private static volatile long callback;

    private static volatile JvmSampleListener listener;
    private static volatile long failures;

    private JvmSamples() {}

    /** Address of the machine code by which the JVM calls {@link #sampled}; 0 before there is any. */
    public static long callback() {
        return callback;
    }

    /** Keeps the address for as long as the process lives. */
    public static void keepCallback(long address) {
        callback = address;
    }

    /** Installs the listener; {@code null} takes it out. */
    public static void setListener(JvmSampleListener newListener) {
        listener = newListener;
    }

    /** Of the current thread; of two threads, the one that was made later has the larger. */
    public static long threadId() {
        return ThreadId.current();
    }

    /** Calls of the listener that ended in an exception. */
    public static long failures() {
        return failures;
    }

    /**
     * @param allocated the new object
     * @param size in bytes
     * @param thread another number for each thread of the system that is alive
     */
    public static void sampled(Object allocated, long size, long thread) {
        JvmSampleListener current = listener;
        if (current != null) {
            try {
                current.sampled(allocated, size, thread);
            } catch (Throwable t) {
                failures++;
            }
        }
    }
}
