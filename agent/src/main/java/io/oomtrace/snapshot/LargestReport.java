package io.oomtrace.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * The largest arrays and collections that are tracked and live. Immutable.
 *
 * @param leastBytes of an array, or of the references in a collection
 * @param others of at least as many bytes that are not listed
 * @param top the largest first
 */
public record LargestReport(Instant takenAt, long leastBytes, int others, List<LargeObject> top) {
    /** Bytes of {@code leastBytes} unless told otherwise. */
    public static final long LEAST_BYTES = 1 << 20;

    /** Objects to list unless told otherwise. */
    public static final int LIMIT = 10;

    public LargestReport {
        top = List.copyOf(top);
    }
}
