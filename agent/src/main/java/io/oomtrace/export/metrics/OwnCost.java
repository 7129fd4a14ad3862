package io.oomtrace.export.metrics;

import java.util.Map;

/**
 * What this tool has used itself.
 *
 * @param threadsSeconds CPU time of its own threads
 * @param samplingSeconds what samples have taken on threads of the application
 * @param instrumentingSeconds what instrumenting has taken on threads that load classes
 * @param memoryBytes by part, {@code tables}; the sum is the whole
 */
public record OwnCost(
        double threadsSeconds, double samplingSeconds, double instrumentingSeconds, Map<String, Long> memoryBytes) {
    public OwnCost {
        memoryBytes = Map.copyOf(memoryBytes);
    }
}
