package io.oomtrace.export;

import io.oomtrace.snapshot.Group;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Report;
import io.oomtrace.snapshot.Values;
import java.math.BigDecimal;

/**
 * A report as CSV (RFC 4180): a header, a record for each group, and one of empty rank, key {@code (other)}, for the
 * groups beyond the limit, if there are any: columns add up to the total.
 */
final class CsvReport {
    private static final String END_OF_RECORD = "\r\n";

    private final Report report;
    private final StringBuilder csv = new StringBuilder();

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
            record("", "(other)", report.other().values());
        }
        return csv.toString();
    }

    private void header() {
        csv.append("rank,").append(report.by().label());
        for (Metric metric : report.metrics()) {
            csv.append(',').append(metric.name());
            if (metric.estimated()) {
                csv.append(',').append(metric.name()).append("_error");
            }
        }
        csv.append(END_OF_RECORD);
    }

    private void record(String rank, String key, Values values) {
        csv.append(rank).append(',').append(quoted(key));
        for (int i = 0; i < report.metrics().size(); i++) {
            csv.append(',').append(number(values.value(i)));
            if (report.metrics().get(i).estimated()) {
                csv.append(',').append(number(Math.ceil(values.error(i))));
            }
        }
        csv.append(END_OF_RECORD);
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    /** Never in exponent form; empty for NaN. */
    private static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "";
        }
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : BigDecimal.valueOf(value).toPlainString();
    }
}
