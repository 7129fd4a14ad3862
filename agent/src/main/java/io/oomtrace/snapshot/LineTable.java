package io.oomtrace.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the lines of one class allocated, counted exactly, and what of it lives, in the order of the source.
 * Immutable.
 */
public final class LineTable {
    /** Of what lives; its values are {@link Line#live}. */
    public static final List<String> LIVE = List.of("live_bytes", "live_count");

    /**
     * One line.
     *
     * @param counts of it, one for each type, in no order; at least one
     * @param live what lives of what it has allocated: bytes and objects, estimated from samples
     */
    public record Line(Frame frame, List<LineCount> counts, Values live) {
        public long count() {
            return counts.stream().mapToLong(LineCount::count).sum();
        }

        public long bytes() {
            return counts.stream().mapToLong(LineCount::bytes).sum();
        }
    }

    private final String className;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> source;

    /**
     * @param className with dots; nested classes are part of it
     * @param counts those of the same line and method are added up
     * @param allocations what is sampled of the program, for what lives
     * @param source the text of the class's source file by line; empty if it is not there
     */
    public LineTable(String className, List<LineCount> counts, Snapshot allocations, List<String> source) {
        this.className = className;
        this.source = List.copyOf(source);
        Map<Frame, List<LineCount>> byFrame = new LinkedHashMap<>();
        counts.forEach(count -> byFrame.computeIfAbsent(count.frame(), frame -> new ArrayList<>())
                .add(count));
        Map<Frame, Values> live = live(allocations);
        byFrame.forEach((frame, ofFrame) ->
                lines.add(new Line(frame, ofFrame, live.getOrDefault(anyModule(frame), Values.zero(LIVE.size())))));
        lines.sort(Comparator.comparingInt((Line line) -> line.frame().line())
                .thenComparing(line -> line.frame().toString()));
    }

    private Map<Frame, Values> live(Snapshot allocations) {
        List<String> names = allocations.metrics().stream().map(Metric::name).toList();
        int bytes = names.indexOf(LIVE.get(0));
        int count = names.indexOf(LIVE.get(1));
        Map<Frame, Values> live = new HashMap<>();
        for (Site site : allocations.sites()) {
            if (!isOfClass(site.stack().leaf())) {
                continue;
            }
            Values all = site.values();
            Values living = Values.of(
                    new double[] {all.value(bytes), all.value(count)},
                    new double[] {all.variance(bytes), all.variance(count)});
            live.merge(anyModule(site.stack().leaf()), living, Values::plus);
        }
        return live;
    }

    private boolean isOfClass(Frame frame) {
        return frame.className().equals(className) || frame.className().startsWith(className + '$');
    }

    private static Frame anyModule(Frame frame) {
        return new Frame(frame.className(), frame.methodName(), frame.fileName(), frame.line());
    }

    public String className() {
        return className;
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** What is written in a line; empty if that is not known. */
    public String source(int line) {
        return line < 1 || line > source.size() ? "" : source.get(line - 1);
    }

    public long count() {
        return lines.stream().mapToLong(Line::count).sum();
    }

    public long bytes() {
        return lines.stream().mapToLong(Line::bytes).sum();
    }

    public Values live() {
        return lines.stream().map(Line::live).reduce(Values.zero(LIVE.size()), Values::plus);
    }
}
