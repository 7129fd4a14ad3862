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
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * Reads the JSON of a {@link SnapshotFile}. Members it does not know are skipped; whatever else is not as it must be is a
 * {@link RuntimeException}.
 */
final class SnapshotReader {
    /** Instead of a place in the table of stacks: there is no frame. */
    static final int NO_CALLER = -1;

    private final JsonCursor json;
    private String format = "";
    private int version;
    private long pid;
    private List<String> blameSkip = List.of();
    private Snapshot allocations;
    private Snapshot threads;
    private Histogram histogram;

    private SnapshotReader(JsonCursor json) {
        this.json = json;
    }

    /** @throws SnapshotFileException when it is JSON, but of something else or of a newer version */
    static Capture read(InputStream in) throws IOException {
        try (JsonCursor json = new JsonCursor(in)) {
            Capture capture = new SnapshotReader(json).capture();
            while (in.read() >= 0) {
                // To its end, where the check sum is.
            }
            return capture;
        }
    }

    private Capture capture() {
        try {
            json.begin();
            json.object(this::member);
        } catch (JacksonException | IllegalStateException e) {
            if (format.isEmpty() && !(e.getCause() instanceof EOFException)) {
                throw SnapshotFile.noSnapshot(e);
            }
            throw e;
        }
        if (format.isEmpty()) {
            throw SnapshotFile.noSnapshot(null);
        }
        return new Capture(pid, blameSkip, allocations, threads, histogram);
    }

    private void member(String name) {
        switch (name) {
            case "format" -> {
                format = json.text();
                if (!format.equals(SnapshotFile.FORMAT)) {
                    throw SnapshotFile.noSnapshot(null);
                }
            }
            case "version" -> {
                version = json.integer();
                if (version > SnapshotFile.VERSION) {
                    throw SnapshotFile.newer(version);
                }
            }
            case "pid" -> pid = json.number().longValue();
            case "blame_skip" -> blameSkip = json.array(json::text);
            case "allocations" -> allocations = new Body().read();
            case "threads" -> threads = new Body().read();
            case "histogram" -> histogram = histogram();
            default -> json.skip();
        }
    }

    private Histogram histogram() {
        Map<String, Object> members = new LinkedHashMap<>();
        List<Histogram.Count> classes = new ArrayList<>();
        json.object(name -> {
            switch (name) {
                case "taken_at" -> members.put(name, Instant.parse(json.text()));
                case "live" -> members.put(name, json.truth());
                case "classes" -> classes.addAll(json.array(this::count));
                default -> json.skip();
            }
        });
        return new Histogram((Instant) members.get("taken_at"), (Boolean) members.get("live"), classes);
    }

    private Histogram.Count count() {
        json.enterArray();
        Histogram.Count count = new Histogram.Count(json.nextText(), json.nextLong(), json.nextLong());
        json.leaveArray();
        return count;
    }

    private final class Body {
        private Instant takenAt;
        private Engine engine;
        private List<Coverage> coverage;
        private List<Metric> metrics;
        private List<String> names;
        private List<Frame> frames;
        private final StackNodes stacks = new StackNodes();
        private final Map<CallStack, CallStack> truncatedStacks =
                new HashMap<>(Map.of(CallStack.EMPTY, CallStack.TRUNCATED));
        private List<Site> sites;

        /** Of one site after the other: there may be very many. */
        private double[] values;

        private double[] variances;

        Snapshot read() {
            json.object(this::member);
            return new Snapshot(takenAt, engine, coverage, metrics, sites);
        }

        private void member(String name) {
            switch (name) {
                case "taken_at" -> takenAt = Instant.parse(json.text());
                case "engine" -> engine = engine();
                case "coverage" -> coverage = json.array(this::coverage);
                case "metrics" -> {
                    metrics = json.array(this::metric);
                    values = new double[metrics.size()];
                    variances = new double[metrics.size()];
                }
                case "names" -> names = json.array(json::text);
                case "frames" -> frames = json.array(this::frame);
                case "stacks" -> json.each(this::node);
                case "sites" -> {
                    Stream.Builder<Site> each = Stream.builder(); // grows without copying
                    json.each(() -> each.add(site()));
                    sites = List.of(each.build().toArray(Site[]::new));
                }
                default -> json.skip();
            }
        }

        private Engine engine() {
            Map<String, Object> members = new LinkedHashMap<>();
            Map<String, Number> figures = new LinkedHashMap<>();
            json.object(name -> {
                switch (name) {
                    case "name" -> members.put(name, json.text());
                    case "recording" -> members.put(name, json.truth());
                    case "figures" -> json.object(figure -> figures.put(figure, json.number()));
                    default -> json.skip();
                }
            });
            return new Engine((String) members.get("name"), (Boolean) members.get("recording"), figures);
        }

        private Coverage coverage() {
            Map<String, Object> members = json.members();
            return new Coverage(
                    (String) members.get("metric"),
                    JsonCursor.asDouble(members.get("seen")),
                    JsonCursor.asDouble(members.get("actual")),
                    (String) members.get("source"));
        }

        private Metric metric() {
            Map<String, Object> members = json.members();
            return new Metric(
                    (String) members.get("name"),
                    Metric.Unit.valueOf(((String) members.get("unit")).toUpperCase(Locale.ROOT)),
                    (Boolean) members.get("estimated"));
        }

        private Frame frame() {
            json.enterArray();
            Frame frame = new Frame(
                    names.get(json.nextInteger()),
                    names.get(json.nextInteger()),
                    names.get(json.nextInteger()),
                    json.nextInteger(),
                    names.get(json.nextInteger()));
            json.leaveArray();
            return frame.equals(Frame.NONE) ? Frame.NONE : frame;
        }

        /** The places of its caller, which comes before it, and of its frame. */
        private void node() {
            CallStack caller = stack(json.integer());
            stacks.add(caller.calling(frames.get(json.nextInteger())));
        }

        private CallStack stack(int place) {
            return place == NO_CALLER ? CallStack.EMPTY : stacks.get(place);
        }

        /** The same without its root. There are few, and they have most of their callers in common. */
        private CallStack truncated(CallStack whole) {
            Deque<CallStack> unknown = new ArrayDeque<>();
            CallStack known = whole;
            while (!truncatedStacks.containsKey(known)) {
                unknown.push(known);
                known = known.caller();
            }
            CallStack truncated = truncatedStacks.get(known);
            for (CallStack stack : unknown) {
                truncated = truncated.calling(stack.leaf());
                truncatedStacks.put(stack, truncated);
            }
            return truncated;
        }

        private Site site() {
            json.enterArray();
            CallStack whole = stack(json.nextInteger());
            CallStack stack = json.nextTruth() ? truncated(whole) : whole;
            String type = names.get(json.nextInteger());
            String thread = names.get(json.nextInteger());
            int age = json.nextInteger();
            Arrays.fill(values, 0);
            Arrays.fill(variances, 0);
            for (int metric = json.nextInteger(); json.hasNext(); metric++) {
                values[metric] = json.decimal();
                variances[metric] = json.nextDouble();
            }
            return new Site(stack, type, thread, age, Values.of(values, variances));
        }
    }
}
