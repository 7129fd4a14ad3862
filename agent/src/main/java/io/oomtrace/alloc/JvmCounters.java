package io.oomtrace.alloc;

/** What the JVM itself counts: the measure of this tool's coverage. */
public interface JvmCounters {
    /** Bytes allocated by all threads but this tool's own since some moment; called about once a second. */
    long allocatedBytes();

    /** Where {@link #allocatedBytes} comes from, for people. */
    String allocatedBytesSource();

    /** CPU time in nanoseconds that this tool's own threads have used, those that ended to within a second. */
    long ownCpuNanos();

    /** How many threads of its own this tool has. */
    int ownThreads();

    /** Bytes of heap in use after the last collection; NaN before the first. */
    double heapAfterCollection();
}
