package io.oomtrace.export;

import io.oomtrace.snapshot.Blame;
import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.FrameChoice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A frame of a flame graph and those above it, the root below all: each as wide as all stacks that go through it, with
 * what else is known of them added up. One thread.
 */
final class FlameTree {
    /** What a frame is. */
    enum Kind {
        /** Code that is not of the JDK. */
        CODE,
        JDK,
        /** What was allocated or started. */
        TYPE,
        /** Stands for others. */
        OTHER
    }

    private static final Blame BLAME = new Blame(FrameChoice.BLAME, List.of());

    /** Class files allow them in names, pages would break lines there. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\u2028\u2029]");

    private final String name;
    private final Kind kind;
    private final double[] sums;
    private final Map<String, FlameTree> callees = new TreeMap<>();
    private long width;

    private FlameTree(String name, Kind kind, int sums) {
        this.name = name;
        this.kind = kind;
        this.sums = new double[sums];
    }

    /** @param sums how many figures are added up besides the width */
    static FlameTree root(int sums) {
        return new FlameTree("all", Kind.OTHER, sums);
    }

    /** Adds a stack to this root; returns its leaf. */
    FlameTree add(CallStack stack, long more, double... figures) {
        List<Frame> frames = stack.frames();
        FlameTree at = this;
        at.widen(more, figures);
        if (frames.isEmpty()) {
            return at.add(CollapsedStack.NO_FRAME, Kind.OTHER, more, figures);
        }
        if (stack.truncated()) {
            at = at.add(CollapsedStack.TRUNCATED, Kind.OTHER, more, figures);
        }
        for (int i = frames.size() - 1; i >= 0; i--) {
            Frame frame = frames.get(i);
            Kind of = BLAME.isOwn(frame) ? Kind.CODE : Kind.JDK;
            at = at.add(CollapsedStack.label(frame), of, more, figures);
        }
        return at;
    }

    /** Adds something that is no stack to this root. */
    void addOther(String label, long more, double... figures) {
        widen(more, figures);
        add(label, Kind.OTHER, more, figures);
    }

    /** Adds to what is on top of this frame, and not to the frame: it has that already. */
    FlameTree add(String label, Kind of, long more, double... figures) {
        FlameTree callee = callees.computeIfAbsent(
                CONTROLS.matcher(label).replaceAll("\ufffd"), printable -> new FlameTree(printable, of, sums.length));
        callee.widen(more, figures);
        return callee;
    }

    private void widen(long more, double[] figures) {
        width += more;
        for (int i = 0; i < sums.length; i++) {
            sums[i] += figures[i];
        }
    }

    /** Without control characters. */
    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    long width() {
        return width;
    }

    /** What of the width is of no frame above. */
    long self() {
        long self = width;
        for (FlameTree callee : callees.values()) {
            self -= callee.width;
        }
        return self;
    }

    double sum(int figure) {
        return sums[figure];
    }

    /** The frames above, by name. */
    Collection<FlameTree> callees() {
        return callees.values();
    }

    /** This one and all above it: each before those above it, neighbours by name. */
    void forEach(Consumer<FlameTree> reader) {
        reader.accept(this);
        callees.values().forEach(callee -> callee.forEach(reader));
    }
}
