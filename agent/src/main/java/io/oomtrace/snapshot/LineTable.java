package io.oomtrace.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the lines of one class allocated, counted exactly, in the order of the source. Immutable. */
public final class LineTable {
    /**
     * One line.
     *
     * @param counts of it, one for each type, in no order; at least one
     */
    public record Line(Frame frame, List<LineCount> counts) {
        public long count() {
            return counts.stream().mapToLong(LineCount::count).sum();
        }

        public long bytes() {
            return counts.stream().mapToLong(LineCount::bytes).sum();
        }
    }

    private final String className;
    private final List<Line> lines = new ArrayList<>();

    /**
     * @param className with dots; nested classes are part of it
     * @param counts those of the same line and method are added up
     */
    public LineTable(String className, List<LineCount> counts) {
        this.className = className;
        Map<Frame, List<LineCount>> byFrame = new LinkedHashMap<>();
        counts.forEach(count -> byFrame.computeIfAbsent(count.frame(), frame -> new ArrayList<>())
                .add(count));
        byFrame.forEach((frame, ofFrame) -> lines.add(new Line(frame, ofFrame)));
        lines.sort(Comparator.comparingInt((Line line) -> line.frame().line())
                .thenComparing(line -> line.frame().toString()));
    }

    public String className() {
        return className;
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    public long count() {
        return lines.stream().mapToLong(Line::count).sum();
    }

    public long bytes() {
        return lines.stream().mapToLong(Line::bytes).sum();
    }
}
