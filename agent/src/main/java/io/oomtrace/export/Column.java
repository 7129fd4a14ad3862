package io.oomtrace.export;

import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Report;
import io.oomtrace.snapshot.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One metric's column in a table of text: its name, and cells as wide as the widest, to the right. A long name is broken
 * at its underscores, so that exact counts do not take the room of their names.
 */
final class Column {
    private static final int LONGEST_UNBROKEN = 11;

    private final Metric metric;
    private final int index;
    private final boolean errors;
    private final int width;
    private final List<String> head;

    /** @param errors whether cells tell the error of an estimate */
    Column(Report report, Metric metric, boolean errors) {
        this.metric = metric;
        this.index = report.metrics().indexOf(metric);
        this.errors = errors;
        int cells = allValues(report)
                .mapToInt(values -> quantity(values).length())
                .max()
                .orElse(0);
        this.head = broken(metric.name(), Math.max(cells, LONGEST_UNBROKEN));
        this.width =
                Math.max(cells, head.stream().mapToInt(String::length).max().orElse(0));
    }

    private static List<String> broken(String name, int width) {
        if (name.length() <= width) {
            return List.of(name);
        }
        List<String> lines = new ArrayList<>();
        for (String word : name.split("_")) {
            int last = lines.size() - 1;
            if (last >= 0 && lines.get(last).length() + 1 + word.length() <= width) {
                lines.set(last, lines.get(last) + "_" + word);
            } else {
                lines.add(word);
            }
        }
        return lines;
    }

    static Stream<Values> allValues(Report report) {
        return Stream.concat(
                report.top().stream().map(group -> group.values()),
                Stream.of(report.other().values(), report.total()));
    }

    String name() {
        return metric.name();
    }

    int width() {
        return width;
    }

    /** Lines that the name takes. */
    int headLines() {
        return head.size();
    }

    /** One line of the name, counted from below: 0 is the last. */
    String head(int fromBelow) {
        return fromBelow < head.size() ? right(head.get(head.size() - 1 - fromBelow)) : " ".repeat(width);
    }

    String cell(Values values) {
        return right(quantity(values));
    }

    private String right(String text) {
        return " ".repeat(width - text.length()) + text;
    }

    private String quantity(Values values) {
        return new Quantity(values.value(index), errors ? values.error(index) : 0, metric.unit()).toString();
    }
}
