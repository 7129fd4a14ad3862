package io.oomtrace.export.metrics;

import java.lang.management.MemoryUsage;
import java.util.Map;

/**
 * What the JVM and the operating system say of the process; NaN is unknown.
 *
 * @param bufferPools bytes of each pool: {@code direct}, {@code mapped}
 * @param residentBytes of its memory what is in RAM
 * @param virtualBytes of its address space
 * @param cpuSeconds of all its threads
 * @param startSeconds when it began, since 1970
 */
public record JvmFigures(
        MemoryUsage heap,
        MemoryUsage nonHeap,
        Map<String, Long> bufferPools,
        Threads threads,
        double residentBytes,
        double virtualBytes,
        double cpuSeconds,
        double startSeconds) {
    /** Platform threads, this tool's among them. */
    public record Threads(int live, int daemon, int peak, long started) {}

    public JvmFigures {
        bufferPools = Map.copyOf(bufferPools);
    }
}
