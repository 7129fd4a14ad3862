package io.oomtrace.export;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.DiffGroup;
import io.oomtrace.snapshot.DiffReport;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Group;
import io.oomtrace.snapshot.GrowthReport;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tools.jackson.core.JsonGenerator;

/**
 * Stacks as a file of speedscope: a sampled profile for each metric, in the order of the metrics, the one they are ordered
 * by shown first. Source: {@code www.speedscope.app/file-format-schema.json}.
 *
 * <p>What is beyond the limit is a stack of one frame. A difference has four profiles: what came, what went, and the two it
 * is the difference of.
 */
final class SpeedscopeDocument {
    private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";
    private static final String PLURAL = "Profiles of speedscope";

    /** Frames of the file by what they are shown as, a {@link Frame} or a text, in the order in which they were met. */
    private final Map<Object, Integer> frames = new HashMap<>();

    private final List<Object> shown = new ArrayList<>();

    private final List<Stack> stacks = new ArrayList<>();

    /** Places of frames, root first. */
    private record Stack(int[] frames, ToDoubleFunction<Profile> weight) {}

    /** @param number counted from 0 */
    private record Profile(int number, String name, Metric.Unit unit) {}

    private SpeedscopeDocument() {}

    /** @throws io.oomtrace.snapshot.QueryException when it is not by traceback */
    static String of(Report report) {
        CollapsedStack.requireTraceback(report.by(), PLURAL);
        SpeedscopeDocument document = new SpeedscopeDocument();
        for (Group group : report.top()) {
            document.add(group.traceback(), profile -> group.values().value(profile.number));
        }
        if (report.other().groups() > 0) {
            document.addOther(
                    report.other().groups(), profile -> report.other().values().value(profile.number));
        }
        List<Profile> profiles = new ArrayList<>();
        for (Metric metric : report.metrics()) {
            profiles.add(new Profile(profiles.size(), metric.name(), metric.unit()));
        }
        return document.write("oomtrace " + time(report.takenAt()), profiles, report.sortIndex());
    }

    /** @throws io.oomtrace.snapshot.QueryException when it is not by traceback */
    static String of(DiffReport diff) {
        CollapsedStack.requireTraceback(diff.by(), PLURAL);
        SpeedscopeDocument document = new SpeedscopeDocument();
        for (DiffGroup group : diff.top()) {
            ChangeSum change = ChangeSum.of(group.change(), diff.sortIndex());
            document.add(group.traceback(), profile -> side(change, profile));
        }
        if (diff.other().groups() > 0) {
            ChangeSum change = ChangeSum.of(diff.other().change(), diff.sortIndex());
            document.addOther(diff.other().groups(), profile -> side(change, profile));
        }
        List<Profile> profiles = new ArrayList<>();
        for (String side : List.of(" that came", " that went", " before", " after")) {
            profiles.add(new Profile(
                    profiles.size(), diff.sort().name() + side, diff.sort().unit()));
        }
        return document.write("oomtrace " + time(diff.before()) + " to " + time(diff.after()), profiles, 0);
    }

    private static double side(ChangeSum change, Profile profile) {
        return switch (profile.number) {
            case 0 -> Math.max(0, change.after() - change.before());
            case 1 -> Math.max(0, change.before() - change.after());
            case 2 -> change.before();
            default -> change.after();
        };
    }

    /** @throws io.oomtrace.snapshot.QueryException when it is not by traceback */
    static String of(GrowthReport growth) {
        CollapsedStack.requireTraceback(growth.by(), PLURAL);
        SpeedscopeDocument document = new SpeedscopeDocument();
        for (GrowthReport.Group group : growth.top()) {
            document.add(
                    group.traceback(),
                    profile -> Math.max(0, Math.rint(group.growth().bytesPerSecond())));
        }
        List<Profile> profiles = List.of(new Profile(0, "growth of live_bytes per second", Metric.Unit.BYTES));
        return document.write("oomtrace " + time(growth.from()) + " to " + time(growth.to()), profiles, 0);
    }

    private static Instant time(Instant time) {
        return FlameGraphDocument.time(time);
    }

    private void add(CallStack stack, ToDoubleFunction<Profile> weight) {
        List<Frame> leafFirst = stack.frames();
        int root = stack.truncated() || leafFirst.isEmpty() ? 1 : 0;
        int[] places = new int[leafFirst.size() + root];
        if (root > 0) {
            places[0] = place(leafFirst.isEmpty() ? CollapsedStack.NO_FRAME : CollapsedStack.TRUNCATED);
        }
        for (int i = root; i < places.length; i++) {
            places[i] = place(leafFirst.get(places.length - 1 - i));
        }
        stacks.add(new Stack(places, weight));
    }

    private void addOther(int groups, ToDoubleFunction<Profile> weight) {
        stacks.add(new Stack(new int[] {place(FlameStacks.other(groups))}, weight));
    }

    private int place(Object frame) {
        return frames.computeIfAbsent(frame, unknown -> {
            shown.add(unknown);
            return shown.size() - 1;
        });
    }

    private String write(String name, List<Profile> profiles, int active) {
        return JsonDocument.compact(json -> {
                    json.writeStartObject();
                    json.writeStringProperty("$schema", SCHEMA);
                    json.writeStringProperty("name", name);
                    json.writeStringProperty("exporter", "oomtrace");
                    json.writeNumberProperty("activeProfileIndex", active);
                    json.writeObjectPropertyStart("shared");
                    json.writeArrayPropertyStart("frames");
                    shown.forEach(frame -> frame(json, frame));
                    json.writeEndArray();
                    json.writeEndObject();
                    json.writeArrayPropertyStart("profiles");
                    profiles.forEach(profile -> profile(json, profile));
                    json.writeEndArray();
                    json.writeEndObject();
                })
                + '\n';
    }

    private static void frame(JsonGenerator json, Object shown) {
        json.writeStartObject();
        if (shown instanceof Frame frame) {
            json.writeStringProperty("name", CollapsedStack.label(frame));
            json.writeStringProperty("file", frame.path());
            if (frame.line() > 0) {
                json.writeNumberProperty("line", frame.line());
            }
        } else {
            json.writeStringProperty("name", shown.toString());
        }
        json.writeEndObject();
    }

    /** What weighs nothing is left out. */
    private void profile(JsonGenerator json, Profile profile) {
        List<Stack> samples = stacks.stream()
                .filter(stack -> stack.weight.applyAsDouble(profile) > 0)
                .toList();
        double sum = 0;
        json.writeStartObject();
        json.writeStringProperty("type", "sampled");
        json.writeStringProperty("name", profile.name);
        json.writeStringProperty(
                "unit",
                switch (profile.unit) {
                    case BYTES -> "bytes";
                    case NANOSECONDS -> "nanoseconds";
                    case COUNT, PER_SECOND -> "none";
                });
        json.writeArrayPropertyStart("samples");
        for (Stack stack : samples) {
            json.writeArray(stack.frames, 0, stack.frames.length);
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("weights");
        for (Stack stack : samples) {
            double weight = stack.weight.applyAsDouble(profile);
            JsonDocument.number(json, weight);
            sum += weight;
        }
        json.writeEndArray();
        json.writeNumberProperty("startValue", 0);
        JsonReport.number(json, "endValue", sum);
        json.writeEndObject();
    }
}
