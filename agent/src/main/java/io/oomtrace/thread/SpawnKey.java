package io.oomtrace.thread;

import io.oomtrace.stack.HeapSizes;
import java.lang.StackWalker.StackFrame;
import java.util.Arrays;

/**
 * Tells creation sites apart without the cost of naming them: class, method and position in the bytecode of each frame,
 * what is made, and the name of the making thread. Holds names, no classes.
 */
final class SpawnKey {
    private final String[] methods;
    private final int[] positions;
    private final String type;
    private final String thread;
    private final int hash;

    /** Of the first {@code depth} frames. */
    SpawnKey(StackFrame[] frames, int depth, String type, String thread) {
        int length = Math.min(depth, frames.length);
        this.methods = new String[2 * length];
        this.positions = new int[length];
        this.type = type;
        this.thread = thread;
        for (int i = 0; i < length; i++) {
            methods[2 * i] = frames[i].getClassName();
            methods[2 * i + 1] = frames[i].getMethodName();
            positions[i] = frames[i].getByteCodeIndex();
        }
        this.hash = 31 * (31 * Arrays.hashCode(methods) + Arrays.hashCode(positions)) + type.hashCode();
    }

    long heapBytes(HeapSizes sizes) {
        return sizes.of(this) + sizes.of(methods) + sizes.of(positions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpawnKey that
                && hash == that.hash
                && type.equals(that.type)
                && thread.equals(that.thread)
                && Arrays.equals(positions, that.positions)
                && Arrays.equals(methods, that.methods);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
