package io.oomtrace.stack;

import java.lang.StackWalker.StackFrame;
import java.util.function.Predicate;

/** Stacks as {@link StackWalker} gives them: on every JVM. */
public final class WalkedStacks implements Stacks {
    private final StackRecorder recorder;
    private final FrameNames names;

    /**
     * @param depth frames that are kept at most
     * @param own tells the agent's classes
     */
    public WalkedStacks(StackDepth depth, Predicate<Class<?>> own) {
        this.recorder = new StackRecorder(depth);
        this.names = new FrameNames(depth, own);
    }

    @Override
    public String by() {
        return "stack_walker";
    }

    @Override
    public long heapBytes(HeapSizes sizes) {
        return 0;
    }

    @Override
    public Object take() {
        return recorder.record();
    }

    @Override
    public Named name(Object taken) {
        StackFrame[] walked = (StackFrame[]) taken;
        return names.isOurs(walked) ? null : new Named(names.leafFirst(walked), names.truncated(walked));
    }
}
