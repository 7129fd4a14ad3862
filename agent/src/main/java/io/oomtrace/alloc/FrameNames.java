package io.oomtrace.alloc;

import io.oomtrace.snapshot.Frame;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Turns walked stacks, class names and thread names into the model's form. Not thread-safe. */
final class FrameNames {
    private static final String HOOKS = "io.oomtrace.hook.";

    private final int depth;
    private final Predicate<Class<?>> own;

    /** @param own tells the agent's classes */
    FrameNames(int depth, Predicate<Class<?>> own) {
        this.depth = depth;
        this.own = own;
    }

    /** The frames of the application, without the hook's and the recorder's on top. */
    List<Frame> leafFirst(StackFrame[] walked) {
        int from = hookFrames(walked);
        int to = Math.min(walked.length, from + depth);
        List<Frame> frames = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            frames.add(frame(walked[i]));
        }
        return frames;
    }

    boolean truncated(StackFrame[] walked) {
        return walked.length - hookFrames(walked) > depth;
    }

    /** Whether the agent itself allocated, on a thread of the application (while it transforms a class, say). */
    boolean isOurs(StackFrame[] walked) {
        for (int i = hookFrames(walked); i < walked.length; i++) {
            if (own.test(walked[i].getDeclaringClass())) {
                return true;
            }
        }
        return false;
    }

    private int hookFrames(StackFrame[] walked) {
        int frames = 0;
        while (frames < walked.length && !walked[frames].getClassName().startsWith(HOOKS)) {
            frames++;
        }
        while (frames < walked.length && walked[frames].getClassName().startsWith(HOOKS)) {
            frames++;
        }
        return frames;
    }

    private static Frame frame(StackFrame walked) {
        StackTraceElement element = walked.toStackTraceElement();
        String file = element.getFileName();
        return new Frame(
                element.getClassName(), element.getMethodName(), file == null ? "" : file, element.getLineNumber());
    }

    /** {@code byte[]} for {@code [B}. */
    String type(String binaryName) {
        int dimensions = binaryName.lastIndexOf('[') + 1;
        if (dimensions == 0) {
            return binaryName;
        }
        String element = binaryName.substring(dimensions);
        String name = switch (element.charAt(0)) {
            case 'Z' -> "boolean";
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'S' -> "short";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'F' -> "float";
            case 'D' -> "double";
            default -> element.substring(1, element.length() - 1);
        };
        return name + "[]".repeat(dimensions);
    }

    /** {@code pool-#-thread-#} for {@code pool-1-thread-17}: the threads of one pool are one. */
    String thread(String name) {
        StringBuilder pattern = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isDigit(c)) {
                pattern.append(c);
            } else if (i == 0 || !Character.isDigit(name.charAt(i - 1))) {
                pattern.append('#');
            }
        }
        return pattern.toString();
    }
}
