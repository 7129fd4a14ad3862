package io.oomtrace.export;

import io.oomtrace.snapshot.Change;
import io.oomtrace.snapshot.DiffGroup;
import io.oomtrace.snapshot.DiffReport;
import io.oomtrace.snapshot.Metric;
import tools.jackson.core.JsonGenerator;

/** A difference as JSON: docs/http.md describes the fields. Numbers are as in a {@link JsonReport}. */
final class JsonDiff {
    private final DiffReport diff;

    JsonDiff(DiffReport diff) {
        this.diff = diff;
    }

    String write() {
        return JsonDocument.write(this::write);
    }

    private void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("from", diff.before().toString());
        json.writeStringProperty("to", diff.after().toString());
        json.writeStringProperty("by", diff.by().label());
        json.writeBooleanProperty("cumulative", diff.cumulative());
        json.writeStringProperty("sort", diff.sort().name());
        json.writeObjectPropertyStart("total");
        change(json, diff.total());
        json.writeEndObject();
        json.writeObjectPropertyStart("other");
        json.writeNumberProperty("groups", diff.other().groups());
        json.writeNumberProperty("uncertain", diff.other().uncertain());
        change(json, diff.other().change());
        json.writeEndObject();
        json.writeArrayPropertyStart("top");
        diff.top().forEach(group -> group(json, group));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void group(JsonGenerator json, DiffGroup group) {
        json.writeStartObject();
        json.writeStringProperty("key", group.key());
        change(json, group.change());
        JsonReport.traceback(json, group.traceback());
        json.writeEndObject();
    }

    private void change(JsonGenerator json, Change change) {
        for (int i = 0; i < diff.metrics().size(); i++) {
            Metric metric = diff.metrics().get(i);
            JsonReport.number(json, metric.name(), change.difference(i));
            if (metric.estimated()) {
                JsonReport.number(json, metric.name() + "_error", Math.ceil(change.error(i)));
            }
            JsonReport.number(json, metric.name() + "_before", change.before().value(i));
            JsonReport.number(json, metric.name() + "_after", change.after().value(i));
        }
    }
}
