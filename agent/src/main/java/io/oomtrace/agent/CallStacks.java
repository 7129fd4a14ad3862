package io.oomtrace.agent;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.oomtrace.stack.StackDepth;
import io.oomtrace.stack.Stacks;
import io.oomtrace.stack.WalkedStacks;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Predicate;

/** Finds the cheapest way to take call stacks that works in this JVM. The package {@code java.lang} must be open. */
final class CallStacks {
    /** Frames on top when a stack is taken without the hook: two of each way. */
    private static final int ON_TOP = 2;

    /** Frames of a stack that is taken in both ways, and is twice as deep. */
    private static final int PROBED = 72;

    private CallStacks() {}

    /**
     * @param depth frames that are kept at most
     * @param own tells the agent's classes
     */
    static Stacks of(StackDepth depth, Predicate<Class<?>> own) {
        try {
            Backtraces backtraces = Backtraces.open();
            StackDepth probed = new StackDepth(PROBED);
            Predicate<Class<?>> none = type -> false;
            if (throwablesAreBounded()
                    && agree(backtraces.stacks(probed, none), new WalkedStacks(probed, none), 2 * PROBED)) {
                return backtraces.stacks(depth, own);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // This JVM does not keep them so.
        }
        return new WalkedStacks(depth, own);
    }

    /** With more, a sample in a deep recursion would take too long, and too much memory. */
    private static boolean throwablesAreBounded() {
        int depth = Integer.parseInt(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxJavaStackTraceDepth")
                .getValue());
        return depth > 0 && depth <= StackDepth.MOST;
    }

    /** Whether two ways find the same stack, some frames further on. */
    private static boolean agree(Stacks one, Stacks other, int further) {
        if (further > 0) {
            return agree(one, other, further - 1);
        }
        List<Stacks.Named> found = List.of(one.name(one.take()), other.name(other.take()));
        return below(found.get(0)).equals(below(found.get(1)))
                && found.get(0).truncated() == found.get(1).truncated();
    }

    private static List<?> below(Stacks.Named stack) {
        return stack.leafFirst().subList(ON_TOP, stack.leafFirst().size());
    }
}
