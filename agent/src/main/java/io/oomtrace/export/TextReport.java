package io.oomtrace.export;

import io.oomtrace.snapshot.Coverage;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Group;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Report;
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
    private static final int WIDTH = 100;
    private static final int RANK_WIDTH = 4;
    private static final String GAP = "  ";

    /** Columns give way to a key until it has so much room. */
    private static final int KEY_WIDTH = 48;

    private final Report report;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> hidden = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int keyWidth;

    TextReport(Report report) {
        this.report = report;
    }

    String write() {
        title();
        if (report.groups() == 0) {
            line("Nothing to show: nothing was recorded, or nothing passes include and exclude.");
        } else {
            chooseColumns();
            table();
        }
        report.coverage().forEach(this::coverage);
        return text.toString();
    }

    private void title() {
        String which =
                report.other().groups() == 0 ? "all " : "top " + report.top().size() + " of ";
        prose(report.sort().name() + " by " + report.by().label() + (report.cumulative() ? ", cumulative, " : ", ")
                + which
                + count(report.groups(), report.by()) + ", "
                + report.takenAt().truncatedTo(ChronoUnit.SECONDS)
                + (report.engine().recording() ? "" : " (not recording)"));
        line("");
    }

    private void chooseColumns() {
        int wanted = Math.min(KEY_WIDTH, longestKey());
        keyWidth = WIDTH - RANK_WIDTH - GAP.length();
        add(new Column(report, report.sort(), true));
        for (Metric metric : report.metrics()) {
            if (metric.equals(report.sort()) || zeroEverywhere(metric)) {
                continue;
            }
            Column column = new Column(report, metric, false);
            if (keyWidth - GAP.length() - column.width() >= wanted) {
                add(column);
            } else {
                hidden.add(column.name());
            }
        }
    }

    private void add(Column column) {
        columns.add(column);
        keyWidth -= GAP.length() + column.width();
    }

    private int longestKey() {
        int longest = count(report.groups(), report.by()).length() + "other: ".length();
        for (Group group : report.top()) {
            longest = Math.max(longest, key(group).length());
        }
        return longest;
    }

    private boolean zeroEverywhere(Metric metric) {
        int index = report.metrics().indexOf(metric);
        return Column.allValues(report).allMatch(values -> values.value(index) == 0);
    }

    private void table() {
        head();
        int rank = 1;
        for (Group group : report.top()) {
            row(String.format(Locale.ROOT, "%4d", rank++), group.values(), key(group));
            if (report.by() == GroupBy.TRACEBACK) {
                traceback(group);
            }
        }
        if (report.other().groups() > 0) {
            row("", report.other().values(), "other: " + count(report.other().groups(), report.by()));
        }
        row("", report.total(), "total");
        line("");
        if (!hidden.isEmpty()) {
            prose("not shown for want of room: " + String.join(", ", hidden) + " (format=json has all)");
        }
    }

    private void head() {
        int lines = columns.stream().mapToInt(Column::headLines).max().orElse(1);
        for (int fromBelow = lines - 1; fromBelow >= 0; fromBelow--) {
            StringBuilder head = new StringBuilder(fromBelow == 0 ? "   #" : "    ");
            for (Column column : columns) {
                head.append(GAP).append(column.head(fromBelow));
            }
            String key = report.by() == GroupBy.TRACEBACK ? "type" : report.by().label();
            line(fromBelow == 0 ? head + GAP + key : head.toString());
        }
    }

    private void row(String rank, Values values, String key) {
        StringBuilder row =
                new StringBuilder(" ".repeat(RANK_WIDTH - Math.min(RANK_WIDTH, rank.length()))).append(rank);
        columns.forEach(column -> row.append(GAP).append(column.cell(values)));
        line(row + GAP + new ShortName(keyWidth).of(key));
    }

    /** A traceback has no short name: the frames follow on lines of their own, and the types take the key's place. */
    private String key(Group group) {
        if (report.by() != GroupBy.TRACEBACK) {
            return group.key();
        }
        TypeShare heaviest = group.types().get(0);
        double whole = group.values().value(report.sortIndex());
        return heaviest.type()
                + (whole > 0 ? ' ' + percent(heaviest.value() / whole) : "")
                + (group.types().size() == 1 ? "" : " and others");
    }

    private void traceback(Group group) {
        String indent = " ".repeat(RANK_WIDTH + GAP.length());
        ShortName name = new ShortName(WIDTH - indent.length());
        for (Frame frame : group.traceback().frames()) {
            line(indent + name.of(frame.toString()));
        }
        if (group.traceback().truncated()) {
            line(indent + "… (deeper than the stacks recorded)");
        }
    }

    private void coverage(Coverage coverage) {
        Metric.Unit unit = coverage.metric().endsWith("_bytes") ? Metric.Unit.BYTES : Metric.Unit.COUNT;
        String seen = new Quantity(coverage.seen(), 0, unit).toString();
        String against = Double.isNaN(coverage.ratio())
                ? seen + ", of an unknown whole"
                : percent(coverage.ratio()) + ", " + seen + " of " + new Quantity(coverage.actual(), 0, unit);
        prose("coverage: " + coverage.metric() + ' ' + against + " (" + coverage.source() + ')');
    }

    /** Rounded down: 100 % is all of it. */
    private static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.1f %%", Math.floor(1000 * ratio) / 10);
    }

    private static String count(int groups, GroupBy by) {
        return String.format(Locale.ROOT, "%,d ", groups) + (groups == 1 ? by.label() : by.plural());
    }

    /** Breaks a sentence at blanks, its further lines indented. */
    private void prose(String sentence) {
        String rest = sentence;
        while (rest.length() > WIDTH) {
            int blank = rest.lastIndexOf(' ', WIDTH);
            if (blank <= GAP.length()) {
                break;
            }
            line(rest.substring(0, blank));
            rest = GAP + rest.substring(blank + 1);
        }
        line(rest);
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
