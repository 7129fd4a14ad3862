package io.oomtrace.export;

import io.oomtrace.snapshot.LargeObject;
import io.oomtrace.snapshot.LargestReport;
import io.oomtrace.snapshot.Metric;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/** The largest objects, as a table with their stacks, and as JSON. */
public final class LargestDocument {
    private static final String UNKNOWN = "–";

    private final LargestReport report;

    public LargestDocument(LargestReport report) {
        this.report = report;
    }

    public String text() {
        TextPage page = new TextPage();
        int all = report.top().size() + report.others();
        page.prose("largest arrays and collections that are tracked and live, "
                + report.top().size() + " of " + all
                + " of at least " + bytes(report.leastBytes()) + ", "
                + report.takenAt().truncatedTo(ChronoUnit.SECONDS));
        page.line("");
        if (all == 0) {
            page.line("There is none.");
            return page.toString();
        }
        List<TextTable.Row> rows = new ArrayList<>();
        for (LargeObject object : report.top()) {
            rows.add(new TextTable.Row(
                    String.format(Locale.ROOT, "%4d", rows.size() + 1),
                    object.site().type() + " on " + object.site().thread(),
                    object.site().stack()));
        }
        TextTable table = new TextTable("type and thread", rows);
        table.add("bytes", column(object -> bytes(object.bytes())));
        table.add("length", column(object -> count(object.length())));
        table.add("elements", column(object -> count(object.elements())));
        table.add("age", column(object -> Integer.toString(object.site().age())));
        table.add("tracked", column(LargestDocument::tracked));
        table.writeTo(page);
        if (report.top().stream().anyMatch(object -> object.tracked() < 1)) {
            page.prose("tracked: the chance that an object of that size had to be. For each that is found with 50 %,"
                    + " there is about one more that is not.");
        }
        return page.toString();
    }

    private List<String> column(Function<LargeObject, String> cell) {
        return report.top().stream().map(cell).toList();
    }

    private static String bytes(long bytes) {
        return new Quantity(bytes, 0, Metric.Unit.BYTES).toString();
    }

    private static String count(long count) {
        return count == LargeObject.UNKNOWN ? UNKNOWN : new Quantity(count, 0, Metric.Unit.COUNT).toString();
    }

    private static String tracked(LargeObject object) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * object.tracked());
    }

    public String json() {
        return JsonDocument.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("taken_at", report.takenAt().toString());
            json.writeNumberProperty("min_bytes", report.leastBytes());
            json.writeNumberProperty("others", report.others());
            json.writeArrayPropertyStart("top");
            report.top().forEach(object -> object(json, object));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void object(JsonGenerator json, LargeObject object) {
        json.writeStartObject();
        json.writeStringProperty("type", object.site().type());
        json.writeNumberProperty("bytes", object.bytes());
        known(json, "length", object.length());
        known(json, "elements", object.elements());
        json.writeNumberProperty("age", object.site().age());
        json.writeNumberProperty("tracked", object.tracked());
        json.writeStringProperty("thread", object.site().thread());
        JsonReport.traceback(json, object.site().stack());
        json.writeEndObject();
    }

    private static void known(JsonGenerator json, String name, long count) {
        if (count == LargeObject.UNKNOWN) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, count);
        }
    }
}
