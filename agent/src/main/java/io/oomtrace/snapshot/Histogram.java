package io.oomtrace.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * What the JVM has counted in the heap, by class. Immutable.
 *
 * @param live whether garbage was collected before, and is not in it
 * @param classes most bytes first
 */
public record Histogram(Instant takenAt, boolean live, List<Count> classes) {
    /**
     * Of one class.
     *
     * @param type as in {@link Site#type()}
     */
    public record Count(String type, long instances, long bytes) {}

    public Histogram {
        classes = List.copyOf(classes);
    }
}
