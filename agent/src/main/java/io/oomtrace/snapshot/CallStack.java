package io.oomtrace.snapshot;

import java.util.List;

/**
 * The frames of one thread at one moment, leaf first: {@code frames.get(0)} is the line that allocated or started.
 *
 * @param truncated true when the stack was deeper than the configured depth and its root is missing
 */
public record CallStack(List<Frame> frames, boolean truncated) implements Comparable<CallStack> {
    public CallStack {
        frames = List.copyOf(frames);
    }

    /** The line that allocated or started; {@link Frame#NONE} when the stack is empty. */
    public Frame leaf() {
        return frames.isEmpty() ? Frame.NONE : frames.get(0);
    }

    /** Frame by frame from the leaf: what is sorted is not written out. */
    @Override
    public int compareTo(CallStack other) {
        int common = Math.min(frames.size(), other.frames.size());
        for (int i = 0; i < common; i++) {
            int order = frames.get(i).compareTo(other.frames.get(i));
            if (order != 0) {
                return order;
            }
        }
        int bySize = Integer.compare(frames.size(), other.frames.size());
        return bySize != 0 ? bySize : Boolean.compare(truncated, other.truncated);
    }

    /** All frames on one line, leaf first, {@code a.B.c(B.java:1) < a.Main.main(Main.java:2)}: a name for the stack. */
    public String toLine() {
        StringBuilder line = new StringBuilder();
        for (Frame frame : frames) {
            line.append(line.length() == 0 ? "" : " < ").append(frame);
        }
        if (frames.isEmpty()) {
            line.append(Frame.NONE);
        }
        return line.append(truncated ? " < ..." : "").toString();
    }
}
