package io.oomtrace.export;

import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.Growth;
import io.oomtrace.snapshot.GrowthReport;
import io.oomtrace.snapshot.Metric;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** What grows, in each format. */
final class GrowthDocument {
    private static final String RATE = "live_bytes_per_second";

    private final GrowthReport report;

    GrowthDocument(GrowthReport report) {
        this.report = report;
    }

    String text() {
        TextPage page = new TextPage();
        String which = report.groups() == 0 ? "all " : "top " + report.top().size() + " of ";
        page.prose("growth of live_bytes by " + report.by().label() + (report.cumulative() ? ", cumulative, " : ", ")
                + which + report.by().count(report.top().size() + report.groups()) + " that grow or seem to, "
                + report.looks() + " looks in "
                + Duration.between(report.from(), report.to()).toSeconds() + " s, to "
                + report.to().truncatedTo(ChronoUnit.SECONDS));
        page.line("");
        if (report.looks() == 0) {
            page.line("Nothing to tell yet: no garbage has been collected since recording began.");
            return page.toString();
        }
        if (report.top().isEmpty()) {
            page.line("Nothing grows.");
        }
        table().writeTo(page);
        if (report.uncertain() > 0) {
            page.prose("? may be chance, so far: " + report.by().count(report.uncertain()));
        }
        return page.toString();
    }

    private TextTable table() {
        List<TextTable.Row> rows = new ArrayList<>();
        List<Growth> growths = new ArrayList<>();
        boolean stacks = report.by() == GroupBy.TRACEBACK;
        for (GrowthReport.Group group : report.top()) {
            String rank = group.growth().isCertain() ? String.format(Locale.ROOT, "%4d", rows.size() + 1) : "   ?";
            rows.add(new TextTable.Row(rank, stacks ? "" : group.key(), stacks ? group.traceback() : null));
            growths.add(group.growth());
        }
        rows.add(TextTable.Row.sum("total"));
        growths.add(report.total());
        TextTable table = new TextTable(stacks ? "" : report.by().label(), rows);
        table.add("per second", growths.stream().map(GrowthDocument::rate).toList());
        table.add(
                "before", growths.stream().map(growth -> bytes(growth.before())).toList());
        table.add("after", growths.stream().map(growth -> bytes(growth.after())).toList());
        return table;
    }

    private static String rate(Growth growth) {
        double error = Double.isInfinite(growth.error()) ? 0 : growth.error();
        return new Quantity(growth.bytesPerSecond(), error, Metric.Unit.BYTES).signed();
    }

    private static String bytes(double bytes) {
        return new Quantity(bytes, 0, Metric.Unit.BYTES).toString();
    }

    String json() {
        return JsonDocument.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("from", report.from().toString());
            json.writeStringProperty("to", report.to().toString());
            json.writeNumberProperty("looks", report.looks());
            json.writeStringProperty("by", report.by().label());
            json.writeBooleanProperty("cumulative", report.cumulative());
            json.writeObjectPropertyStart("total");
            growth(json, report.total());
            json.writeEndObject();
            json.writeObjectPropertyStart("other");
            json.writeNumberProperty("groups", report.groups());
            json.writeNumberProperty("uncertain", report.uncertain());
            json.writeEndObject();
            json.writeArrayPropertyStart("top");
            for (GrowthReport.Group group : report.top()) {
                json.writeStartObject();
                json.writeStringProperty("key", group.key());
                growth(json, group.growth());
                JsonReport.traceback(json, group.traceback());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void growth(JsonGenerator json, Growth growth) {
        JsonReport.number(json, RATE, Math.rint(growth.bytesPerSecond()));
        JsonReport.number(json, RATE + "_error", Math.ceil(growth.error()));
        JsonReport.number(json, "live_bytes_before", Math.rint(growth.before()));
        JsonReport.number(json, "live_bytes_after", Math.rint(growth.after()));
        json.writeBooleanProperty("certain", growth.isCertain());
    }

    String csv() {
        CsvRecords csv = new CsvRecords();
        csv.add(List.of(
                "rank",
                report.by().label(),
                RATE,
                RATE + "_error",
                "live_bytes_before",
                "live_bytes_after",
                "certain"));
        int rank = 1;
        for (GrowthReport.Group group : report.top()) {
            Growth growth = group.growth();
            csv.add(List.of(
                    Integer.toString(rank++),
                    group.key(),
                    CsvRecords.number(Math.rint(growth.bytesPerSecond())),
                    CsvRecords.number(Math.ceil(growth.error())),
                    CsvRecords.number(Math.rint(growth.before())),
                    CsvRecords.number(Math.rint(growth.after())),
                    Boolean.toString(growth.isCertain())));
        }
        return csv.toString();
    }

    /** A stack and its growth in bytes per second a line. */
    String collapsed() {
        CollapsedStack.requireTraceback(report.by());
        StringBuilder text = new StringBuilder();
        for (GrowthReport.Group group : report.top()) {
            CollapsedStack.append(text, group.traceback());
            text.append(' ').append(Math.round(group.growth().bytesPerSecond())).append('\n');
        }
        return text.toString();
    }
}
