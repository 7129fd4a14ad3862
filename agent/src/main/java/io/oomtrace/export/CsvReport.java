package io.oomtrace.export;

import io.oomtrace.snapshot.Group;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Report;
import io.oomtrace.snapshot.Values;
import java.util.ArrayList;
import java.util.List;

/**
 * A report as CSV (RFC 4180): a header, a record for each group, and one of empty rank, key {@code (other)}, for the
 * groups beyond the limit, if there are any: columns add up to the total.
 */
final class CsvReport {
    /** Instead of a key, in the record of what is not listed. */
    static final String OTHER = "(other)";

    private final Report report;
    private final CsvRecords csv = new CsvRecords();

    CsvReport(Report report) {
        this.report = report;
    }

    String write() {
        header();
        int rank = 1;
        for (Group group : report.top()) {
            record(Integer.toString(rank++), group.key(), group.values());
        }
        if (report.other().groups() > 0) {
            record("", OTHER, report.other().values());
        }
        return csv.toString();
    }

    private void header() {
        List<String> names = new ArrayList<>(List.of("rank", report.by().label()));
        for (Metric metric : report.metrics()) {
            names.add(metric.name());
            if (metric.estimated()) {
                names.add(metric.name() + "_error");
            }
        }
        csv.add(names);
    }

    private void record(String rank, String key, Values values) {
        List<String> fields = new ArrayList<>(List.of(rank, key));
        for (int i = 0; i < report.metrics().size(); i++) {
            fields.add(CsvRecords.number(values.value(i)));
            if (report.metrics().get(i).estimated()) {
                fields.add(CsvRecords.number(Math.ceil(values.error(i))));
            }
        }
        csv.add(fields);
    }
}
