package io.oomtrace.agent;

import io.oomtrace.stack.Stacks;
import io.oomtrace.stack.WalkedStacks;
import java.util.List;
import java.util.function.Predicate;

/** Finds the cheapest way to take call stacks that works in this JVM. The package {@code java.lang} must be open. */
final class CallStacks {
    /** Frames on top when a stack is taken without the hook: two of each way. */
    private static final int ON_TOP = 2;

    private CallStacks() {}

    /**
     * @param depth frames that are kept at most
     * @param own tells the agent's classes
     */
    static Stacks of(int depth, Predicate<Class<?>> own) {
        try {
            Stacks probed = Backtraces.stacks(depth, type -> false);
            if (agree(probed, new WalkedStacks(depth, type -> false), 2 * depth)) {
                return Backtraces.stacks(depth, own);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // This JVM does not keep them so.
        }
        return new WalkedStacks(depth, own);
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
