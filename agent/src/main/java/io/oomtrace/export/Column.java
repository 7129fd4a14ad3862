package io.oomtrace.export;

import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Report;
import io.oomtrace.snapshot.Values;
import java.util.stream.Stream;

/** One metric's column in a table of text: its name, and cells as wide as the widest, to the right. */
final class Column {
    private final Metric metric;
    private final int index;
    private final boolean errors;
    private final int width;

    /** @param errors whether cells tell the error of an estimate */
    Column(Report report, Metric metric, boolean errors) {
        this.metric = metric;
        this.index = report.metrics().indexOf(metric);
        this.errors = errors;
        this.width = allValues(report)
                .mapToInt(values -> quantity(values).length())
                .max()
                .orElse(0);
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
        return Math.max(width, metric.name().length());
    }

    String head() {
        return " ".repeat(width() - metric.name().length()) + metric.name();
    }

    String cell(Values values) {
        String text = quantity(values);
        return " ".repeat(width() - text.length()) + text;
    }

    private String quantity(Values values) {
        return new Quantity(values.value(index), errors ? values.error(index) : 0, metric.unit()).toString();
    }
}
