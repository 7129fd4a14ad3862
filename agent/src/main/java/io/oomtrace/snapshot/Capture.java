package io.oomtrace.snapshot;

import java.util.List;
import java.util.Objects;

/**
 * All that is known of one program at one moment: what is kept, and saved to a file.
 *
 * @param pid of the program
 * @param blameSkip what it was told is not its own code: see {@link Query#blameSkip()}
 * @param histogram null where the heap was not counted: the program stands still for it
 */
public record Capture(long pid, List<String> blameSkip, Snapshot allocations, Snapshot threads, Histogram histogram) {
    public Capture {
        blameSkip = List.copyOf(blameSkip);
        Objects.requireNonNull(allocations, "allocations");
        Objects.requireNonNull(threads, "threads");
    }
}
