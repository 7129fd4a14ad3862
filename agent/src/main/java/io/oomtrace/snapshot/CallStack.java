package io.oomtrace.snapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * The frames of one thread at one moment: a frame, and the stack of what called it, which stacks may share. The leaf
 * is the line that allocated or started. Immutable.
 */
public final class CallStack implements Comparable<CallStack> {
    /** Of no frames: what all others begin with. */
    public static final CallStack EMPTY = new CallStack(null, Frame.NONE, 0);

    /** Of no frames, but there were some: what stacks begin with that were deeper than the configured depth. */
    public static final CallStack TRUNCATED = new CallStack(null, Frame.NONE, 1);

    private final CallStack caller;
    private final Frame leaf;
    private final int hash;

    private CallStack(CallStack caller, Frame leaf, int hash) {
        this.caller = caller;
        this.leaf = leaf;
        this.hash = hash;
    }

    /** @param truncated true when the stack was deeper than the configured depth and its root is missing */
    public static CallStack of(List<Frame> leafFirst, boolean truncated) {
        CallStack stack = truncated ? TRUNCATED : EMPTY;
        for (int i = leafFirst.size() - 1; i >= 0; i--) {
            stack = stack.calling(leafFirst.get(i));
        }
        return stack;
    }

    /** This one, with another frame on top. */
    public CallStack calling(Frame frame) {
        return new CallStack(this, frame, hashCalling(frame));
    }

    /** The hash code of {@link #calling}. */
    public int hashCalling(Frame frame) {
        return 31 * hash + frame.hashCode();
    }

    public boolean isEmpty() {
        return caller == null;
    }

    /** The line that allocated or started; {@link Frame#NONE} when the stack is empty. */
    public Frame leaf() {
        return leaf;
    }

    /** This one without its leaf; null when it is empty. */
    public CallStack caller() {
        return caller;
    }

    /** Whether the stack was deeper than the configured depth, and its root is missing. */
    public boolean truncated() {
        CallStack root = this;
        while (root.caller != null) {
            root = root.caller;
        }
        return root == TRUNCATED;
    }

    /** Leaf first. */
    public List<Frame> frames() {
        List<Frame> frames = new ArrayList<>();
        for (CallStack at = this; at.caller != null; at = at.caller) {
            frames.add(at.leaf);
        }
        return frames;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof CallStack)) {
            return false;
        }
        CallStack a = this;
        CallStack b = (CallStack) other;
        while (a != b) {
            if (a.hash != b.hash || a.caller == null || b.caller == null || !a.leaf.equals(b.leaf)) {
                return false;
            }
            a = a.caller;
            b = b.caller;
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Frame by frame from the leaf: what is sorted is not written out. */
    @Override
    public int compareTo(CallStack other) {
        CallStack a = this;
        CallStack b = other;
        while (a != b) {
            if (a.caller == null || b.caller == null) {
                return a.caller != null ? 1 : b.caller != null ? -1 : Boolean.compare(a == TRUNCATED, b == TRUNCATED);
            }
            int order = a.leaf.compareTo(b.leaf);
            if (order != 0) {
                return order;
            }
            a = a.caller;
            b = b.caller;
        }
        return 0;
    }

    /** All frames on one line, leaf first, {@code a.B.c(B.java:1) < a.Main.main(Main.java:2)}: a name for the stack. */
    public String toLine() {
        StringBuilder line = new StringBuilder();
        for (Frame frame : frames()) {
            line.append(line.length() == 0 ? "" : " < ").append(frame);
        }
        if (isEmpty()) {
            line.append(Frame.NONE);
        }
        return line.append(truncated() ? " < ..." : "").toString();
    }

    @Override
    public String toString() {
        return toLine();
    }
}
