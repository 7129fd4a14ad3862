package io.oomtrace.export;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.Coverage;
import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Histogram;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Values;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes the JSON of a {@link SnapshotFile}. Stacks are a tree: each is a frame and the stack of its caller. */
final class SnapshotWriter {
    private final OutputStream out;

    SnapshotWriter(OutputStream out) {
        this.out = out;
    }

    void write(Capture capture) {
        try (JsonGenerator json = JsonDocument.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("format", SnapshotFile.FORMAT);
            json.writeNumberProperty("version", SnapshotFile.VERSION);
            json.writeNumberProperty("pid", capture.pid());
            json.writeArrayPropertyStart("blame_skip");
            capture.blameSkip().forEach(json::writeString);
            json.writeEndArray();
            json.writeName("allocations");
            new Body(json, capture.allocations()).write();
            json.writeName("threads");
            new Body(json, capture.threads()).write();
            if (capture.histogram() != null) {
                histogram(json, capture.histogram());
            }
            json.writeEndObject();
        }
    }

    private static void histogram(JsonGenerator json, Histogram histogram) {
        json.writeObjectPropertyStart("histogram");
        json.writeStringProperty("taken_at", histogram.takenAt().toString());
        json.writeBooleanProperty("live", histogram.live());
        json.writeArrayPropertyStart("classes");
        for (Histogram.Count count : histogram.classes()) {
            json.writeStartArray();
            json.writeString(count.type());
            json.writeNumber(count.instances());
            json.writeNumber(count.bytes());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** One snapshot: its tables of names, frames and stacks come before the sites that refer to them by place. */
    private static final class Body {
        private final JsonGenerator json;
        private final Snapshot snapshot;
        private final Map<String, Integer> names = new LinkedHashMap<>();
        private final Map<Frame, Integer> frames = new LinkedHashMap<>();
        private final Map<CallStack, Integer> stacks = new LinkedHashMap<>();

        Body(JsonGenerator json, Snapshot snapshot) {
            this.json = json;
            this.snapshot = snapshot;
        }

        void write() {
            int[] leaves = snapshot.sites().stream()
                    .mapToInt(site -> place(site.stack()))
                    .toArray();
            frames.keySet().forEach(this::nameParts);
            snapshot.sites().forEach(site -> {
                place(names, site.type());
                place(names, site.thread());
            });
            json.writeStartObject();
            json.writeStringProperty("taken_at", snapshot.takenAt().toString());
            engine(snapshot.engine());
            array("coverage", snapshot.coverage(), this::coverage);
            array("metrics", snapshot.metrics(), this::metric);
            array("names", names.keySet(), json::writeString);
            array("frames", frames.keySet(), this::frame);
            array("stacks", stacks.keySet(), stack -> {
                json.writeNumber(place(stack.caller()));
                json.writeNumber(frames.get(stack.leaf()));
            });
            json.writeArrayPropertyStart("sites");
            for (int i = 0; i < leaves.length; i++) {
                site(snapshot.sites().get(i), leaves[i]);
            }
            json.writeEndArray();
            json.writeEndObject();
        }

        private int place(CallStack stack) {
            if (stack.isEmpty()) {
                return SnapshotReader.NO_CALLER;
            }
            Integer known = stacks.get(stack);
            if (known != null) {
                return known;
            }
            place(stack.caller());
            place(frames, stack.leaf());
            return place(stacks, stack);
        }

        private void nameParts(Frame frame) {
            place(names, frame.className());
            place(names, frame.methodName());
            place(names, frame.fileName());
            place(names, frame.module());
        }

        private static <T> int place(Map<T, Integer> table, T entry) {
            Integer known = table.putIfAbsent(entry, table.size());
            return known == null ? table.size() - 1 : known;
        }

        private void engine(Engine engine) {
            json.writeObjectPropertyStart("engine");
            json.writeStringProperty("name", engine.name());
            json.writeBooleanProperty("recording", engine.recording());
            json.writeObjectPropertyStart("figures");
            engine.figures().forEach((name, figure) -> {
                json.writeName(name);
                number(figure);
            });
            json.writeEndObject();
            json.writeEndObject();
        }

        private void coverage(Coverage coverage) {
            json.writeStartObject();
            json.writeStringProperty("metric", coverage.metric());
            json.writeName("seen");
            number(coverage.seen());
            json.writeName("actual");
            number(coverage.actual());
            json.writeStringProperty("source", coverage.source());
            json.writeEndObject();
        }

        private void metric(Metric metric) {
            json.writeStartObject();
            json.writeStringProperty("name", metric.name());
            json.writeStringProperty("unit", metric.unit().name().toLowerCase(Locale.ROOT));
            json.writeBooleanProperty("estimated", metric.estimated());
            json.writeEndObject();
        }

        private void frame(Frame frame) {
            ints(
                    names.get(frame.className()),
                    names.get(frame.methodName()),
                    names.get(frame.fileName()),
                    frame.line(),
                    names.get(frame.module()));
        }

        private void site(Site site, int stack) {
            json.writeStartArray();
            json.writeNumber(stack);
            json.writeBoolean(site.stack().truncated());
            json.writeNumber(names.get(site.type()));
            json.writeNumber(names.get(site.thread()));
            json.writeNumber(site.age());
            Values values = site.values();
            int from = 0;
            while (from < values.size() && isZero(values, from)) {
                from++;
            }
            int to = values.size();
            while (to > from && isZero(values, to - 1)) {
                to--;
            }
            json.writeNumber(from);
            for (int metric = from; metric < to; metric++) {
                number(values.value(metric));
                number(values.variance(metric));
            }
            json.writeEndArray();
        }

        private static boolean isZero(Values values, int metric) {
            return values.value(metric) == 0 && values.variance(metric) == 0;
        }

        /** A double that is whole is written so, which takes less room and is the same when it is read. */
        private void number(Number number) {
            JsonDocument.number(json, number);
        }

        private void ints(int... ints) {
            json.writeStartArray();
            for (int element : ints) {
                json.writeNumber(element);
            }
            json.writeEndArray();
        }

        private <T> void array(String name, Iterable<T> elements, Consumer<T> write) {
            json.writeArrayPropertyStart(name);
            elements.forEach(write);
            json.writeEndArray();
        }
    }
}
