package io.oomtrace.export.metrics;

import io.oomtrace.snapshot.Blame;
import io.oomtrace.snapshot.Coverage;
import io.oomtrace.snapshot.FrameChoice;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** What is recorded of allocations, threads and executors, as a whole and by line. Not thread-safe. */
final class RecordedFamilies {
    private static final String LINE = "line";
    private static final String VIRTUAL = "virtual";
    private static final String PLATFORM = "platform";
    private static final Predicate<Site> ALL = site -> true;
    private static final Predicate<Site> ONLY_VIRTUAL = site -> site.type().startsWith(VIRTUAL);
    private static final Predicate<Site> NOT_VIRTUAL = ONLY_VIRTUAL.negate();

    private static final String ALLOC_BYTES = "alloc_bytes";
    private static final String LIVE_BYTES = "live_bytes";
    private static final String THREADS_STARTED = "threads_started";
    private static final String THREADS_LIVE = "threads_live";
    private static final String CREATED = "executors_created";
    private static final String EXECUTORS_LIVE = "executors_live";
    private static final String NEVER_SHUT_DOWN = "executors_never_shut_down";

    private final Blame blame;
    private final TopLines allocations = new TopLines(ALLOC_BYTES, List.of(LIVE_BYTES), "");
    private final TopLines threads = new TopLines(THREADS_STARTED, List.of(THREADS_LIVE), "");
    private final TopLines executors = new TopLines(CREATED, List.of(NEVER_SHUT_DOWN, EXECUTORS_LIVE), EXECUTORS_LIVE);
    private final Tally allocated = new Tally();
    private final Tally samples = new Tally();
    private final Tally virtualStarted = new Tally();
    private final Tally platformStarted = new Tally();
    private final Tally created = new Tally();
    private double executorsLive;
    private Object ofAllocations;
    private Object ofThreads;

    RecordedFamilies(List<String> blameSkip) {
        this.blame = new Blame(FrameChoice.BLAME, blameSkip);
    }

    /** How many lines are remembered from one look to the next. */
    int lines() {
        return allocations.size() + threads.size() + executors.size();
    }

    /** @param now in seconds from any time on */
    List<Family> look(Reading reading, double now) {
        List<Family> families = new ArrayList<>();
        allocations(families, reading.allocations(), now);
        threads(families, reading.threads(), now);
        Family coverage = Family.gauge(
                "oomtrace_coverage_ratio",
                "What oomtrace has seen of a figure, over what the JVM counts; beyond 1 where an estimate is too high.");
        coverage(coverage, reading.allocations());
        coverage(coverage, reading.threads());
        families.add(coverage);
        return families;
    }

    private static void coverage(Family coverage, Snapshot snapshot) {
        // Where next to nothing was allocated, the JVM may count less than this tool did, and so less than nothing.
        snapshot.coverage().forEach(of -> coverage.with(of.actual() > 0 ? of.ratio() : Double.NaN, "of", of.metric()));
    }

    private void allocations(List<Family> families, Snapshot snapshot, double now) {
        Object recording = snapshot.engine().figures().get("recording_id");
        if (!Objects.equals(recording, ofAllocations)) {
            ofAllocations = recording;
            allocated.beginAnew(0);
            samples.beginAnew(0);
        }
        allocated.follow(total(snapshot, ALLOC_BYTES, ALL));
        samples.follow(figure(snapshot, "samples"));
        families.add(Family.gauge("oomtrace_recording", "Whether allocations are recorded: 1, or 0 after a stop.")
                .with(snapshot.engine().recording() ? 1 : 0));
        families.add(Family.gauge("oomtrace_sampling_interval_bytes", "Mean bytes between two samples of allocations.")
                .with(figure(snapshot, "interval_bytes")));
        families.add(Family.counter("oomtrace_samples_total", "Allocations that were sampled.")
                .with(samples.value()));
        families.add(Family.counter("oomtrace_allocated_bytes_total", "Bytes allocated in the heap, estimated.")
                .with(allocated.value()));
        families.add(Family.gauge("oomtrace_live_bytes", "Bytes that the last garbage collection left, estimated.")
                .with(total(snapshot, LIVE_BYTES, ALL)));
        families.add(Family.gauge(
                        "oomtrace_heap_after_collection_bytes",
                        "Bytes that the last garbage collection left, as the JVM counts them.")
                .with(actual(snapshot, LIVE_BYTES)));
        Family allocatedByLine = Family.counter(
                "oomtrace_line_allocated_bytes_total",
                "Bytes allocated by a line of code, estimated; other is what lines count while they are not shown.");
        Family liveByLine = Family.gauge(
                "oomtrace_line_live_bytes",
                "Bytes allocated by a line of code that the last garbage collection left, estimated.");
        for (TopLines.Shown line : allocations.look(snapshot, blame, recording, now)) {
            allocatedByLine.with(line.counted(), LINE, line.line());
            liveByLine.with(line.gauges()[0], LINE, line.line());
        }
        families.add(allocatedByLine);
        families.add(liveByLine);
    }

    private void threads(List<Family> families, Snapshot snapshot, double now) {
        Object recording = snapshot.engine().figures().get("resets");
        if (!Objects.equals(recording, ofThreads)) {
            ofThreads = recording;
            virtualStarted.beginAnew(0);
            platformStarted.beginAnew(0);
            created.beginAnew(executorsLive);
        }
        executorsLive = total(snapshot, EXECUTORS_LIVE, ALL);
        virtualStarted.follow(total(snapshot, THREADS_STARTED, ONLY_VIRTUAL));
        platformStarted.follow(total(snapshot, THREADS_STARTED, NOT_VIRTUAL));
        created.follow(total(snapshot, CREATED, ALL));
        families.add(Family.counter("oomtrace_threads_started_total", "Threads started, by kind.")
                .with(platformStarted.value(), "kind", PLATFORM)
                .with(virtualStarted.value(), "kind", VIRTUAL));
        families.add(Family.gauge("oomtrace_threads_live", "Threads started that have not ended, by kind.")
                .with(total(snapshot, THREADS_LIVE, NOT_VIRTUAL), "kind", PLATFORM)
                .with(total(snapshot, THREADS_LIVE, ONLY_VIRTUAL), "kind", VIRTUAL));
        families.add(Family.counter("oomtrace_executors_created_total", "Executors created.")
                .with(created.value()));
        families.add(Family.gauge("oomtrace_executors_live", "Executors that have not terminated, nor are garbage.")
                .with(executorsLive));
        families.add(Family.gauge("oomtrace_executors_never_shut_down", "Executors that nobody has shut down.")
                .with(total(snapshot, NEVER_SHUT_DOWN, ALL)));
        threadsByLine(families, snapshot, recording, now);
        executorsByLine(families, snapshot, recording, now);
    }

    private void threadsByLine(List<Family> families, Snapshot snapshot, Object recording, double now) {
        Family started = Family.counter(
                "oomtrace_line_threads_started_total",
                "Threads started by a line of code; other is what lines count while they are not shown.");
        Family live =
                Family.gauge("oomtrace_line_threads_live", "Threads started by a line of code that have not ended.");
        for (TopLines.Shown line : threads.look(snapshot, blame, recording, now)) {
            started.with(line.counted(), LINE, line.line());
            live.with(line.gauges()[0], LINE, line.line());
        }
        families.add(started);
        families.add(live);
    }

    private void executorsByLine(List<Family> families, Snapshot snapshot, Object recording, double now) {
        Family createdByLine = Family.counter(
                "oomtrace_line_executors_created_total",
                "Executors created by a line of code; other is what lines count while they are not shown.");
        Family neverShutDown = Family.gauge(
                "oomtrace_line_executors_never_shut_down",
                "Executors created by a line of code that nobody has shut down.");
        Family live = Family.gauge(
                "oomtrace_line_executors_live",
                "Executors created by a line of code that have not terminated, nor are garbage.");
        for (TopLines.Shown line : executors.look(snapshot, blame, recording, now)) {
            createdByLine.with(line.counted(), LINE, line.line());
            neverShutDown.with(line.gauges()[0], LINE, line.line());
            live.with(line.gauges()[1], LINE, line.line());
        }
        families.add(createdByLine);
        families.add(neverShutDown);
        families.add(live);
    }

    private static double total(Snapshot snapshot, String metric, Predicate<Site> of) {
        int position = snapshot.metrics().stream().map(Metric::name).toList().indexOf(metric);
        double total = 0;
        for (Site site : snapshot.sites()) {
            total += position >= 0 && of.test(site) ? site.values().value(position) : 0;
        }
        return total;
    }

    private static double figure(Snapshot snapshot, String name) {
        Number figure = snapshot.engine().figures().get(name);
        return figure == null ? Double.NaN : figure.doubleValue();
    }

    /** By the JVM's own count. */
    private static double actual(Snapshot snapshot, String metric) {
        return snapshot.coverage().stream()
                .filter(of -> of.metric().equals(metric))
                .mapToDouble(Coverage::actual)
                .findFirst()
                .orElse(Double.NaN);
    }
}
