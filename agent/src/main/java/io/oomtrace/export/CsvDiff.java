package io.oomtrace.export;

import io.oomtrace.snapshot.Change;
import io.oomtrace.snapshot.DiffGroup;
import io.oomtrace.snapshot.DiffReport;
import io.oomtrace.snapshot.Metric;
import java.util.ArrayList;
import java.util.List;

/** A difference as CSV, like a {@link CsvReport}; {@code (other)} has those whose change may be chance, too. */
final class CsvDiff {
    private final DiffReport diff;
    private final CsvRecords csv = new CsvRecords();

    CsvDiff(DiffReport diff) {
        this.diff = diff;
    }

    String write() {
        header();
        int rank = 1;
        for (DiffGroup group : diff.top()) {
            record(Integer.toString(rank++), group.key(), group.change());
        }
        if (diff.other().groups() + diff.other().uncertain() > 0) {
            record("", CsvReport.OTHER, diff.other().change());
        }
        return csv.toString();
    }

    private void header() {
        List<String> names = new ArrayList<>(List.of("rank", diff.by().label()));
        for (Metric metric : diff.metrics()) {
            names.add(metric.name());
            if (metric.estimated()) {
                names.add(metric.name() + "_error");
            }
            names.add(metric.name() + "_before");
            names.add(metric.name() + "_after");
        }
        csv.add(names);
    }

    private void record(String rank, String key, Change change) {
        List<String> fields = new ArrayList<>(List.of(rank, key));
        for (int i = 0; i < diff.metrics().size(); i++) {
            fields.add(CsvRecords.number(change.difference(i)));
            if (diff.metrics().get(i).estimated()) {
                fields.add(CsvRecords.number(Math.ceil(change.error(i))));
            }
            fields.add(CsvRecords.number(change.before().value(i)));
            fields.add(CsvRecords.number(change.after().value(i)));
        }
        csv.add(fields);
    }
}
