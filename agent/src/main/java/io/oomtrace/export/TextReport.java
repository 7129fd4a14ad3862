package io.oomtrace.export;

import io.oomtrace.snapshot.Coverage;
import io.oomtrace.snapshot.Group;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Report;
import io.oomtrace.snapshot.SourceText;
import io.oomtrace.snapshot.TypeShare;
import io.oomtrace.snapshot.Values;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A report as a table for a terminal of 100 columns: biggest first, then the other groups, the total and the coverage.
 *
 * <p>The first column is the one it is ordered by, with the error of its estimates; then the metrics that are not zero
 * everywhere, as many as leave room for the key. Lines never exceed 100 characters.
 */
final class TextReport {
    private final Report report;
    private final SourceText sources;
    private final TextPage page = new TextPage();

    TextReport(Report report, SourceText sources) {
        this.sources = sources;
        this.report = report;
    }

    String write() {
        title();
        if (report.groups() == 0) {
            page.line("Nothing to show: nothing was recorded, or nothing passes include and exclude.");
        } else {
            table().writeTo(page);
        }
        report.coverage().forEach(this::coverage);
        return page.toString();
    }

    private void title() {
        String which =
                report.other().groups() == 0 ? "all " : "top " + report.top().size() + " of ";
        page.prose(report.sort().name() + " by " + report.by().label() + (report.cumulative() ? ", cumulative, " : ", ")
                + (report.temporary() ? "temporary, " : "")
                + which
                + report.by().count(report.groups()) + ", "
                + report.takenAt().truncatedTo(ChronoUnit.SECONDS)
                + (report.engine().recording() ? "" : " (not recording)"));
        page.line("");
    }

    private TextTable table() {
        List<TextTable.Row> rows = new ArrayList<>();
        List<Values> values = new ArrayList<>();
        for (Group group : report.top()) {
            rows.add(row(String.format(Locale.ROOT, "%4d", rows.size() + 1), group));
            values.add(group.values());
        }
        if (report.other().groups() > 0) {
            rows.add(TextTable.Row.sum(
                    "other: " + report.by().count(report.other().groups())));
            values.add(report.other().values());
        }
        rows.add(TextTable.Row.sum("total"));
        values.add(report.total());

        TextTable table = new TextTable(
                report.by() == GroupBy.TRACEBACK ? "type" : report.by().label(), rows, sources);
        int sort = report.sortIndex();
        table.add(report.sort().name(), cells(values, sort, true));
        for (int metric = 0; metric < report.metrics().size(); metric++) {
            if (metric != sort && !zeroEverywhere(values, metric)) {
                table.add(report.metrics().get(metric).name(), cells(values, metric, false));
            }
        }
        return table;
    }

    /** A traceback has no short name: the frames follow on lines of their own, and the types take the key's place. */
    private TextTable.Row row(String rank, Group group) {
        return report.by() == GroupBy.TRACEBACK
                ? new TextTable.Row(rank, types(group), group.traceback())
                : new TextTable.Row(rank, group.key(), null, GroupSource.of(group, report.by(), sources));
    }

    private String types(Group group) {
        TypeShare heaviest = group.types().get(0);
        double whole = group.values().value(report.sortIndex());
        return heaviest.type()
                + (whole > 0 ? ' ' + percent(heaviest.value() / whole) : "")
                + (group.types().size() == 1 ? "" : " and others");
    }

    private static boolean zeroEverywhere(List<Values> rows, int metric) {
        return rows.stream().allMatch(values -> values.value(metric) == 0);
    }

    private List<String> cells(List<Values> rows, int index, boolean errors) {
        Metric.Unit unit = report.metrics().get(index).unit();
        return rows.stream()
                .map(values -> new Quantity(values.value(index), errors ? values.error(index) : 0, unit).toString())
                .toList();
    }

    private void coverage(Coverage coverage) {
        Metric.Unit unit = report.metrics().stream()
                .filter(metric -> metric.name().equals(coverage.metric()))
                .map(Metric::unit)
                .findFirst()
                .orElse(coverage.metric().endsWith("_bytes") ? Metric.Unit.BYTES : Metric.Unit.COUNT);
        String seen = new Quantity(coverage.seen(), 0, unit).toString();
        String against = Double.isNaN(coverage.ratio())
                ? seen + ", of an unknown whole"
                : percent(coverage.ratio()) + ", " + seen + " of " + new Quantity(coverage.actual(), 0, unit);
        page.prose("coverage: " + coverage.metric() + ' ' + against + " (" + coverage.source() + ')');
    }

    /** Rounded down: 100 % is all of it. */
    static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.1f %%", Math.floor(1000 * ratio) / 10);
    }
}
