package io.oomtrace.snapshot;

import java.util.Objects;

/**
 * All that is known of one program at one moment: what is kept, and saved to a file.
 *
 * @param pid of the program
 */
public record Capture(long pid, Snapshot allocations, Snapshot threads) {
    public Capture {
        Objects.requireNonNull(allocations, "allocations");
        Objects.requireNonNull(threads, "threads");
    }
}
