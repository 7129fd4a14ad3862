package io.oomtrace.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Builds snapshots whose figures are known, for tests of this package and of those that show reports. */
public final class Snapshots {
    public static final Instant TAKEN_AT = Instant.parse("2026-11-01T12:00:00Z");

    public static final List<Metric> ALLOCATION_METRICS = List.of(
            new Metric("live_bytes", Metric.Unit.BYTES, true),
            new Metric("live_count", Metric.Unit.COUNT, true),
            new Metric("alloc_bytes", Metric.Unit.BYTES, true),
            new Metric("alloc_count", Metric.Unit.COUNT, true));

    public static final List<Metric> THREAD_METRICS = List.of(
            new Metric("live", Metric.Unit.COUNT, false),
            new Metric("started", Metric.Unit.COUNT, false),
            new Metric("per_second_10s", Metric.Unit.PER_SECOND, false),
            new Metric("executors_live", Metric.Unit.COUNT, false));

    private static final List<Coverage> ALLOCATION_COVERAGE = List.of(
            new Coverage("alloc_bytes", 900, 1000, "ThreadMXBean"),
            new Coverage("live_bytes", 10, Double.NaN, "heap used after the last collection"));

    private final List<Metric> metrics;
    private final List<Coverage> coverage;
    private final List<Site> sites = new ArrayList<>();
    private Map<String, Number> figures = Map.of("interval_bytes", 524288);

    private Snapshots(List<Metric> metrics, List<Coverage> coverage) {
        this.metrics = metrics;
        this.coverage = coverage;
    }

    public static Snapshots allocations() {
        return new Snapshots(ALLOCATION_METRICS, ALLOCATION_COVERAGE);
    }

    /** @param more metrics beside those */
    public static Snapshots threads(Metric... more) {
        return of(Stream.concat(THREAD_METRICS.stream(), Stream.of(more)).toList(), ALLOCATION_COVERAGE);
    }

    /** Of counts of these names. */
    public static Snapshots counts(String... names) {
        return of(
                Stream.of(names)
                        .map(name -> new Metric(name, Metric.Unit.COUNT, false))
                        .toList(),
                ALLOCATION_COVERAGE);
    }

    /** Of other metrics. */
    public static Snapshots of(List<Metric> metrics, List<Coverage> coverage) {
        return new Snapshots(metrics, coverage);
    }

    public Snapshots site(CallStack stack, String type, String thread, double... values) {
        sites.add(new Site(stack, type, thread, Values.exact(values)));
        return this;
    }

    public Snapshots site(CallStack stack, String type, String thread, Values values) {
        sites.add(new Site(stack, type, thread, values));
        return this;
    }

    /** What lives, of an age: the first two metrics. */
    public Snapshots living(CallStack stack, String type, String thread, int age, double bytes, double count) {
        sites.add(new Site(stack, type, thread, age, Values.exact(bytes, count, 0, 0)));
        return this;
    }

    public Snapshots living(CallStack stack, String type, String thread, int age, Values values) {
        sites.add(new Site(stack, type, thread, age, values));
        return this;
    }

    public Snapshots figures(Map<String, Number> newFigures) {
        figures = newFigures;
        return this;
    }

    public Snapshot build() {
        return new Snapshot(TAKEN_AT, new Engine("instrument", true, figures), coverage, metrics, sites);
    }

    /** Leaf first, each as {@code com.acme.Cache.put(Cache.java:42)}. */
    public static CallStack stack(String... frames) {
        return CallStack.of(List.of(frames).stream().map(Snapshots::frame).toList(), false);
    }

    public static Frame frame(String text) {
        int bracket = text.indexOf('(');
        int dot = text.lastIndexOf('.', bracket);
        int colon = text.indexOf(':', bracket);
        return new Frame(
                text.substring(0, dot),
                text.substring(dot + 1, bracket),
                text.substring(bracket + 1, colon),
                Integer.parseInt(text.substring(colon + 1, text.length() - 1)));
    }
}
