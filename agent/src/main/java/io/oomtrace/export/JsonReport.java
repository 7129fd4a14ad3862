package io.oomtrace.export;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Group;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Report;
import io.oomtrace.snapshot.SourceText;
import io.oomtrace.snapshot.TypeShare;
import io.oomtrace.snapshot.Values;
import tools.jackson.core.JsonGenerator;

/** A report as JSON: docs/http.md describes the fields. Bytes and counts are integers, what is unknown is null. */
final class JsonReport {
    private final Report report;
    private final SourceText sources;

    JsonReport(Report report, SourceText sources) {
        this.sources = sources;
        this.report = report;
    }

    String write() {
        return JsonDocument.write(this::write);
    }

    private void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("taken_at", report.takenAt().toString());
        engine(json);
        json.writeName("coverage");
        JsonDocument.value(json, CoverageFigures.of(report.coverage()));
        json.writeStringProperty("by", report.by().label());
        json.writeBooleanProperty("cumulative", report.cumulative());
        json.writeBooleanProperty("temporary", report.temporary());
        json.writeStringProperty("sort", report.sort().name());
        json.writeObjectPropertyStart("total");
        values(json, report.total());
        json.writeEndObject();
        json.writeObjectPropertyStart("other");
        json.writeNumberProperty("groups", report.other().groups());
        values(json, report.other().values());
        json.writeEndObject();
        json.writeArrayPropertyStart("top");
        report.top().forEach(group -> group(json, group));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void engine(JsonGenerator json) {
        json.writeObjectPropertyStart("engine");
        json.writeStringProperty("name", report.engine().name());
        json.writeBooleanProperty("recording", report.engine().recording());
        report.engine().figures().forEach((name, figure) -> number(json, name, figure));
        json.writeEndObject();
    }

    private void values(JsonGenerator json, Values values) {
        for (int i = 0; i < report.metrics().size(); i++) {
            Metric metric = report.metrics().get(i);
            number(json, metric.name(), values.value(i));
            if (metric.estimated()) {
                number(json, metric.name() + "_error", Math.ceil(values.error(i)));
            }
        }
    }

    private void group(JsonGenerator json, Group group) {
        json.writeStartObject();
        json.writeStringProperty("key", group.key());
        String source = GroupSource.of(group, report.by(), sources);
        if (!source.isEmpty()) {
            json.writeStringProperty("source", source);
        }
        values(json, group.values());
        json.writeArrayPropertyStart("types");
        for (TypeShare share : group.types()) {
            json.writeStartObject();
            json.writeStringProperty("type", share.type());
            number(json, report.sort().name(), share.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        traceback(json, group.traceback());
        json.writeEndObject();
    }

    static void traceback(JsonGenerator json, CallStack stack) {
        json.writeArrayPropertyStart("traceback");
        for (Frame frame : stack.frames()) {
            json.writeString(frame.toString());
        }
        json.writeEndArray();
        if (stack.truncated()) {
            json.writeBooleanProperty("traceback_truncated", true);
        }
    }

    static void number(JsonGenerator json, String name, Number number) {
        json.writeName(name);
        JsonDocument.number(json, number);
    }
}
