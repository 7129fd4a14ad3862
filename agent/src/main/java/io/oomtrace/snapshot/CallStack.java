package io.oomtrace.snapshot;

import java.util.List;

/**
 * The frames of one thread at one moment, leaf first: {@code frames.get(0)} is the line that allocated or started.
 *
 * @param truncated true when the stack was deeper than the configured depth and its root is missing
 */
public record CallStack(List<Frame> frames, boolean truncated) {
    public CallStack {
        frames = List.copyOf(frames);
    }
}
