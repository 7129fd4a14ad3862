package io.oomtrace.asyncprofiler;

import io.oomtrace.snapshot.Frame;
import io.oomtrace.stack.Names;
import io.oomtrace.stack.Stacks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import one.jfr.ClassRef;
import one.jfr.JfrReader;
import one.jfr.MethodRef;
import one.jfr.StackTrace;

/**
 * The stacks, threads and types that the events of one part of a recording refer to, as the other engines would name them.
 * Not thread-safe.
 */
final class RecordedStacks {
    /** Kinds of frames (frameName.h: {@code FrameTypeId}). */
    private static final int NATIVE = 3;

    private static final int KERNEL = 5;

    /** What async-profiler has in place of a frame where it could walk no further (stackWalker.cpp). */
    private static final String BREAK = "break_";

    /** ... and where there was none. */
    private static final String NO_JAVA = "no_Java_frame";

    /** Frames that stacks of the JVM's do not show count for the depth, too, so some more are recorded. */
    static final int HIDDEN_FRAMES = 16;

    private final JfrReader part;
    private final ClassOrigins origins;
    private final int depth;
    private final Map<Integer, Stacks.Named> stacks = new HashMap<>();
    private final Map<String, Frame> frames = new HashMap<>();
    private final Map<String, ClassOrigins.Origin> known = new HashMap<>();

    /** @param depth frames that are kept of a stack */
    RecordedStacks(JfrReader part, ClassOrigins origins, int depth) {
        this.part = part;
        this.origins = origins;
        this.depth = depth;
    }

    /** The same for the same number; null if code of the agent itself is on that stack. */
    Stacks.Named stack(int id) {
        if (!stacks.containsKey(id)) {
            stacks.put(id, named(id));
        }
        return stacks.get(id);
    }

    private Stacks.Named named(int id) {
        StackTrace trace = part.stackTraces.get(id);
        List<Frame> leafFirst = new ArrayList<>();
        boolean truncated = false;
        for (int i = 0; trace != null && i < trace.methods.length; i++) {
            MethodRef method = part.methods.get(trace.methods[i]);
            String owner = method == null ? "" : className(method.cls);
            String name = method == null ? "unknown" : text(method.name);
            byte kind = trace.types[i];
            if (kind >= NATIVE && kind <= KERNEL || owner.isEmpty()) {
                truncated = truncated || name.startsWith(BREAK);
                if (!name.startsWith(BREAK) && !name.equals(NO_JAVA)) {
                    leafFirst.add(shared(Frame.ofNative(kind == KERNEL ? "kernel" : owner, name)));
                }
            } else if (origin(binaryName(owner)).own()) {
                return null;
            } else if (!isHidden(binaryName(owner))) {
                leafFirst.add(shared(javaFrame(binaryName(owner), name, trace.locations[i] >>> 16)));
            }
        }
        return leafFirst.size() <= depth
                ? new Stacks.Named(leafFirst, truncated)
                : new Stacks.Named(List.copyOf(leafFirst.subList(0, depth)), true);
    }

    private ClassOrigins.Origin origin(String className) {
        return known.computeIfAbsent(className, origins::of);
    }

    private Frame javaFrame(String className, String name, int line) {
        ClassOrigins.Origin origin = origin(className);
        // Classes of the JDK have line numbers, but for native methods.
        boolean inJdk = origin.module().startsWith("java.") || origin.module().startsWith("jdk.");
        int knownLine = line > 0 ? line : inJdk ? Frame.NATIVE_LINE : Frame.UNKNOWN_LINE;
        return new Frame(className, name, origin.fileName(), knownLine, origin.module());
    }

    private Frame shared(Frame frame) {
        Frame equal = frames.putIfAbsent(frame.toString(), frame);
        return equal == null ? frame : equal;
    }

    /** What the JVM leaves out of stacks unless {@code -XX:+ShowHiddenFrames}: what is behind lambdas and method handles. */
    private static boolean isHidden(String className) {
        return className.contains("$$Lambda")
                || className.startsWith("java.lang.invoke.")
                        && (className.contains("LambdaForm$") || className.endsWith("$Holder"));
    }

    /** What sites call it. */
    String thread(int id) {
        String name = part.threads.get(id);
        return name == null ? "" : Names.thread(name);
    }

    /** What sites call it; empty if unknown. */
    String type(long classId) {
        String name = className(classId);
        return name.isEmpty() ? "" : Names.type(binaryName(name));
    }

    private String className(long id) {
        ClassRef type = part.classes.get(id);
        return type == null ? "" : text(type.name);
    }

    private String text(long symbol) {
        byte[] text = part.symbols.get(symbol);
        return text == null ? "" : new String(text, StandardCharsets.UTF_8);
    }

    /** As {@link Class#getName} has it: of a hidden class, JVMTI writes {@code Main$$Lambda.0x1f}, and JVMs before 15 a plus. */
    private static String binaryName(String internal) {
        int hidden = Math.max(internal.lastIndexOf(".0x"), internal.lastIndexOf("+0x"));
        String name = internal.replace('/', '.');
        return hidden < 0 ? name : name.substring(0, hidden) + '/' + name.substring(hidden + 1);
    }
}
