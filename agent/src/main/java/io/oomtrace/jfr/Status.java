package io.oomtrace.jfr;

import io.oomtrace.snapshot.Coverage;
import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.Values;
import java.time.Instant;
import java.util.List;

/**
 * What oomtrace does, sees and costs at one moment.
 *
 * @param version of oomtrace; empty if unknown
 * @param pid of the program
 * @param coverage of allocations
 * @param live bytes of all that is traced, as the one value
 * @param peakBytes the most that has lived; or {@link #UNKNOWN}, as all that follow
 * @param ownMemoryBytes what oomtrace takes itself
 * @param ownCpuNanos CPU time of its threads
 * @param samplingNanos spent on samples by threads of the program
 */
public record Status(
        Instant takenAt,
        String version,
        long pid,
        Engine allocations,
        List<Coverage> coverage,
        Engine threads,
        Values live,
        long peakBytes,
        long ownMemoryBytes,
        long ownCpuNanos,
        long samplingNanos) {
    /** What the tools of Flight Recorder show as not available. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    public Status {
        coverage = List.copyOf(coverage);
    }
}
