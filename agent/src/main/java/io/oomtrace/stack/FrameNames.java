package io.oomtrace.stack;

import io.oomtrace.snapshot.Frame;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Turns walked stacks into the model's form. Thread-safe. */
public final class FrameNames {
    private static final String HOOKS = "io.oomtrace.hook.";

    private final StackDepth depth;
    private final Predicate<Class<?>> own;

    /** @param own tells the agent's classes */
    public FrameNames(StackDepth depth, Predicate<Class<?>> own) {
        this.depth = depth;
        this.own = own;
    }

    /** The frames of the application, without the hook's and the recorder's on top. */
    public List<Frame> leafFirst(StackFrame[] walked) {
        int from = hookFrames(walked);
        int to = Math.min(walked.length, from + depth.frames());
        List<Frame> frames = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            frames.add(frame(walked[i].toStackTraceElement(), walked[i].getDeclaringClass()));
        }
        return frames;
    }

    /** What is left of a walked stack when the frames of the hook and its listener are taken off. */
    public StackFrame[] withoutHook(StackFrame[] walked) {
        return Arrays.copyOfRange(walked, hookFrames(walked), walked.length);
    }

    public boolean truncated(StackFrame[] walked) {
        return walked.length - hookFrames(walked) > depth.frames();
    }

    /** Whether the agent itself allocated, on a thread of the application (while it transforms a class, say). */
    public boolean isOurs(StackFrame[] walked) {
        for (int i = hookFrames(walked); i < walked.length; i++) {
            if (own.test(walked[i].getDeclaringClass())) {
                return true;
            }
        }
        return false;
    }

    /** Frames on top up to the last of the hook's; 0 when the stack does not come from the hook. */
    private static int hookFrames(StackFrame[] walked) {
        int frames = 0;
        while (frames < walked.length && !walked[frames].getClassName().startsWith(HOOKS)) {
            frames++;
        }
        if (frames == walked.length) {
            return 0;
        }
        while (frames < walked.length && walked[frames].getClassName().startsWith(HOOKS)) {
            frames++;
        }
        return frames;
    }

    static Frame frame(StackTraceElement element, Class<?> type) {
        String file = element.getFileName();
        return new Frame(
                element.getClassName(),
                element.getMethodName(),
                file == null ? "" : file,
                element.getLineNumber(),
                ModuleNames.of(type));
    }
}
