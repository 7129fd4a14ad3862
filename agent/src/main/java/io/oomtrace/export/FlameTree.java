package io.oomtrace.export;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

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
        NATIVE,
        /** What was allocated or started. */
        TYPE,
        /** Stands for others. */
        OTHER
    }

    /** A frame without the others, its name without what would break the line. */
    record Label(String name, Kind kind) {}

    private final Label label;
    private final double[] sums;
    private final Map<String, FlameTree> callees = new TreeMap<>();
    private long width;

    /** @param sums how many figures are added up besides the width */
    FlameTree(Label label, int sums) {
        this.label = label;
        this.sums = new double[sums];
    }

    /** Adds to what is on top of this frame, and not to the frame. */
    FlameTree add(Label on, long more, double... figures) {
        FlameTree callee = callees.get(on.name);
        if (callee == null) {
            callee = new FlameTree(on, sums.length);
            callees.put(on.name, callee);
        }
        callee.widen(more, figures);
        return callee;
    }

    /** Adds to this frame. */
    void widen(long more, double... figures) {
        width += more;
        for (int i = 0; i < sums.length; i++) {
            sums[i] += figures[i];
        }
    }

    String name() {
        return label.name;
    }

    Kind kind() {
        return label.kind;
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
