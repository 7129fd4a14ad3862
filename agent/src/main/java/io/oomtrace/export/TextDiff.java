package io.oomtrace.export;

import io.oomtrace.snapshot.Change;
import io.oomtrace.snapshot.DiffGroup;
import io.oomtrace.snapshot.DiffReport;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.Metric;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A difference as a table like that of a {@link TextReport}: what has changed most first, with the error of its estimate,
 * then what it was and what it is now, then how the other metrics have changed.
 */
final class TextDiff {
    private final DiffReport diff;
    private final int sort;
    private final TextPage page = new TextPage();

    TextDiff(DiffReport diff) {
        this.diff = diff;
        this.sort = diff.sortIndex();
    }

    String write() {
        title();
        if (diff.top().isEmpty()) {
            page.line("Nothing has changed by more than chance.");
        }
        table().writeTo(page);
        if (diff.other().uncertain() > 0) {
            page.prose("not ranked, for what they have changed by may be chance: "
                    + diff.by().count(diff.other().uncertain()));
        }
        return page.toString();
    }

    private void title() {
        int changed = diff.top().size() + diff.other().groups();
        String which = diff.other().groups() == 0 ? "all " : "top " + diff.top().size() + " of ";
        page.prose("change of " + diff.sort().name() + " by " + diff.by().label()
                + (diff.cumulative() ? ", cumulative, " : ", ") + which
                + diff.by().count(changed) + " that changed, "
                + diff.before().truncatedTo(ChronoUnit.SECONDS) + " to "
                + diff.after().truncatedTo(ChronoUnit.SECONDS));
        page.line("");
    }

    private TextTable table() {
        List<TextTable.Row> rows = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (DiffGroup group : diff.top()) {
            rows.add(row(String.format(Locale.ROOT, "%4d", rows.size() + 1), group));
            changes.add(group.change());
        }
        int others = diff.other().groups() + diff.other().uncertain();
        if (others > 0) {
            rows.add(TextTable.Row.sum("other: " + diff.by().count(others)));
            changes.add(diff.other().change());
        }
        rows.add(TextTable.Row.sum("total"));
        changes.add(diff.total());

        TextTable table = new TextTable(
                diff.by() == GroupBy.TRACEBACK ? "change" : diff.by().label(), rows);
        table.add(diff.sort().name(), cells(changes, change -> changeOf(change, sort, change.error(sort))));
        table.add("before", cells(changes, change -> quantity(change.before().value(sort), sort)));
        table.add("after", cells(changes, change -> quantity(change.after().value(sort), sort)));
        for (int metric = 0; metric < diff.metrics().size(); metric++) {
            int index = metric;
            if (metric != sort && changes.stream().anyMatch(change -> change.difference(index) != 0)) {
                table.add(diff.metrics().get(metric).name(), cells(changes, change -> changeOf(change, index, 0)));
            }
        }
        return table;
    }

    /** The stack of a traceback follows on lines of its own. */
    private TextTable.Row row(String rank, DiffGroup group) {
        return diff.by() == GroupBy.TRACEBACK
                ? new TextTable.Row(rank, group.change().difference(sort) > 0 ? "more" : "less", group.traceback())
                : new TextTable.Row(rank, group.key(), null);
    }

    private static List<String> cells(List<Change> changes, Function<Change, String> cell) {
        return changes.stream().map(cell).toList();
    }

    private String changeOf(Change change, int metric, double error) {
        return new Quantity(change.difference(metric), error, unit(metric)).signed();
    }

    private String quantity(double value, int metric) {
        return new Quantity(value, 0, unit(metric)).toString();
    }

    private Metric.Unit unit(int metric) {
        return diff.metrics().get(metric).unit();
    }
}
