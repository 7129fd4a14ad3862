package io.oomtrace.stack;

import java.lang.StackWalker.StackFrame;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Walks the current thread's stack to a depth. Any thread. */
public final class StackRecorder implements Function<Stream<StackFrame>, StackFrame[]> {
    /** Frames of ours above the application's: recorder, hook and this. */
    private static final int OWN_FRAMES = 8;

    private static final StackWalker WALKER =
            StackWalker.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE));

    private final StackDepth depth;

    public StackRecorder(StackDepth depth) {
        this.depth = depth;
    }

    public StackFrame[] record() {
        return WALKER.walk(this);
    }

    @Override
    public StackFrame[] apply(Stream<StackFrame> frames) {
        Object[] walked = frames.limit(depth.frames() + OWN_FRAMES + 1L).toArray();
        StackFrame[] stack = new StackFrame[walked.length];
        System.arraycopy(walked, 0, stack, 0, walked.length);
        return stack;
    }
}
