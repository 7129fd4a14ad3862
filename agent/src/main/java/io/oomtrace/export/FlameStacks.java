package io.oomtrace.export;

import io.oomtrace.export.FlameTree.Kind;
import io.oomtrace.export.FlameTree.Label;
import io.oomtrace.snapshot.Blame;
import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.FrameChoice;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.TypeShare;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Puts stacks together to a {@link FlameTree}. One thread. */
final class FlameStacks {
    private static final Blame BLAME = new Blame(FrameChoice.BLAME, List.of());

    /** Class files allow them in names; pages would break lines there. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\u2028\u2029]");

    private final FlameTree root;
    private final Map<Frame, Label> labels = new HashMap<>();

    /** @param figures how many are added up besides the width */
    FlameStacks(int figures) {
        root = new FlameTree(new Label("all", Kind.OTHER), figures);
    }

    FlameTree root() {
        return root;
    }

    /** Adds to all frames of a stack; returns the leaf. */
    FlameTree add(CallStack stack, long width, double... figures) {
        List<Frame> frames = stack.frames();
        FlameTree at = root;
        at.widen(width, figures);
        if (frames.isEmpty()) {
            return at.add(new Label(CollapsedStack.NO_FRAME, Kind.OTHER), width, figures);
        }
        if (stack.truncated()) {
            at = at.add(new Label(CollapsedStack.TRUNCATED, Kind.OTHER), width, figures);
        }
        for (int i = frames.size() - 1; i >= 0; i--) {
            at = at.add(labels.computeIfAbsent(frames.get(i), FlameStacks::label), width, figures);
        }
        return at;
    }

    private static Label label(Frame frame) {
        Kind kind = frame.isNative() ? Kind.NATIVE : BLAME.isOwn(frame) ? Kind.CODE : Kind.JDK;
        return label(CollapsedStack.label(frame), kind);
    }

    private static Label label(String name, Kind kind) {
        return new Label(CONTROLS.matcher(name).replaceAll("\ufffd"), kind);
    }

    /**
     * Adds what was allocated to the leaf of a stack that has just been added. Only the heaviest types are known, and
     * none with its error.
     *
     * @param steps of widths in a value of a type
     */
    static void addTypes(FlameTree leaf, List<TypeShare> types, int steps) {
        long rest = leaf.self();
        for (TypeShare share : types) {
            long width = Math.min(rest, Math.round(steps * share.value()));
            if (width > 0) {
                leaf.add(label(share.type(), Kind.TYPE), width, Double.NaN);
                rest -= width;
            }
        }
        if (rest > 0 && !types.isEmpty()) {
            leaf.add(new Label("(other types)", Kind.TYPE), rest, Double.NaN);
        }
    }

    /** Adds the stacks beyond the limit as one frame. */
    void addOther(int stacks, long width, double... figures) {
        root.widen(width, figures);
        root.add(new Label(other(stacks), Kind.OTHER), width, figures);
    }

    /** In place of stacks beyond the limit. */
    static String other(int stacks) {
        return "(other: " + GroupBy.TRACEBACK.count(stacks) + ")";
    }
}
