package io.oomtrace.agent;

import io.oomtrace.alloc.AllocationRecorder;
import io.oomtrace.export.CoverageFigures;
import io.oomtrace.export.metrics.MetricsPage;
import io.oomtrace.export.metrics.OwnCost;
import io.oomtrace.export.metrics.Reading;
import io.oomtrace.hook.ExactAllocations;
import io.oomtrace.http.ControlException;
import io.oomtrace.http.HolderWatch;
import io.oomtrace.http.KeptSnapshots;
import io.oomtrace.http.Target;
import io.oomtrace.instrument.AgentTransformer;
import io.oomtrace.instrument.ExactSites;
import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Histogram;
import io.oomtrace.snapshot.History;
import io.oomtrace.snapshot.LargestReport;
import io.oomtrace.snapshot.LineTable;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.SourceText;
import io.oomtrace.snapshot.TracedMemory;
import io.oomtrace.stack.StackDepth;
import io.oomtrace.thread.SpawnStorm;
import io.oomtrace.thread.ThreadRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the endpoint asks of an installation. Safe on any thread. */
final class AgentTarget implements Target {
    private final Instant startedAt = Instant.now();
    private final AllocationEngine engine;
    private final AgentTransformer transformer;
    private final ExactSites exact;
    private final AllocationRecorder allocations;
    private final ThreadRecorder threads;
    private final OwnMemory memory;
    private final KeptSnapshots kept;
    private final ClassHistogram classes;
    private final ExactMode exactMode;
    private final StackDepth depth;
    private final AtomicBoolean watchingHolders = new AtomicBoolean();
    private volatile List<String> blameSkip;
    private volatile SourceFiles sources;
    private volatile Histogram lastHistogram;
    private volatile MetricsPage metrics;

    AgentTarget(
            AllocationEngine engine,
            AgentTransformer transformer,
            ExactSites exact,
            AllocationRecorder allocations,
            ThreadRecorder threads,
            OwnMemory memory,
            KeptSnapshots kept,
            ClassHistogram classes,
            ExactMode exactMode,
            StackDepth depth,
            Options options) {
        this.engine = engine;
        this.transformer = transformer;
        this.exact = exact;
        this.allocations = allocations;
        this.threads = threads;
        this.memory = memory;
        this.kept = kept;
        this.classes = classes;
        this.exactMode = exactMode;
        this.depth = depth;
        options(options);
    }

    @Override
    public Snapshot allocations() {
        return allocations.snapshot();
    }

    @Override
    public Snapshot threads() {
        return threads.snapshot();
    }

    @Override
    public Snapshot liveThreads() {
        return ThreadStacks.now(depth.frames());
    }

    @Override
    public History history() {
        return allocations.history();
    }

    @Override
    public Histogram histogram(boolean live) {
        Histogram histogram = count(live);
        lastHistogram = histogram;
        return histogram;
    }

    @Override
    public LargestReport largest(long leastBytes, int limit) {
        return allocations.largest(leastBytes, limit);
    }

    @Override
    public HolderWatch watchHolders(Duration mostPause) {
        if (!watchingHolders.compareAndSet(false, true)) {
            throw new ControlException(
                    409, "Somebody has asked for holders already.", "Ask again when that has been answered.");
        }
        Runnable done = () -> watchingHolders.set(false);
        try {
            return HolderRecording.begin(mostPause, allocations::collect, done);
        } catch (Throwable t) {
            done.run();
            throw t;
        }
    }

    @Override
    public Histogram lastHistogram() {
        return lastHistogram;
    }

    private Histogram count(boolean live) {
        try {
            return classes.take(live);
        } catch (IllegalStateException e) {
            throw new ControlException(501, e.getMessage() + ".", "Ask for /snapshot?by=type.");
        }
    }

    @Override
    public Capture capture(boolean histogram) {
        return new Capture(
                ProcessHandle.current().pid(), blameSkip, allocations(), threads(), histogram ? count(false) : null);
    }

    @Override
    public KeptSnapshots kept() {
        return kept;
    }

    @Override
    public LineTable lines(String className) {
        return new ExactLines(exact, exactMode, sources).of(className, allocations());
    }

    @Override
    public Reading reading() {
        Map<String, Long> parts = new LinkedHashMap<>();
        ownMemory().forEach((name, bytes) -> parts.put(name.replaceFirst("_bytes$", ""), bytes));
        parts.remove("memory"); // the sum of the others
        OwnCost cost = new OwnCost(
                allocations.ownCpuNanos() / 1e9, allocations.samplingNanos() / 1e9, transformer.nanos() / 1e9, parts);
        return new Reading(allocations(), threads(), blameSkip, new ProcessProbe().read(), cost, BuildVersion.get());
    }

    @Override
    public synchronized MetricsPage metrics() {
        if (metrics == null) {
            metrics = new MetricsPage(System::nanoTime);
        }
        return metrics;
    }

    private Map<String, Long> ownMemory() {
        MetricsPage page = metrics;
        return memory.figures(lastHistogram, page == null ? 0 : page.lines());
    }

    @Override
    public List<String> blameSkip() {
        return blameSkip;
    }

    /** Those that only say how to answer. */
    void options(Options options) {
        blameSkip = options.blameSkip();
        sources = new SourceFiles(options.sources());
    }

    @Override
    public SourceText sources() {
        return sources.text();
    }

    @Override
    public List<String> countedExactly() {
        return exactMode.all();
    }

    @Override
    public int countExactly(String classes, String method) {
        return exactMode.add(classes, method);
    }

    @Override
    public void stopCounting(String classes, String method) {
        exactMode.remove(classes, method);
    }

    @Override
    public void start() {
        if (isRecording()) {
            throw new ControlException(409, "Recording is on already.", "Use POST /reset to begin anew.");
        }
        allocations.start();
        exact.start();
        threads.start();
    }

    @Override
    public void stop() {
        if (!isRecording()) {
            throw new ControlException(409, "Recording is off already.", "Use POST /start to go on.");
        }
        allocations.stop();
        exact.stop();
        threads.stop();
    }

    boolean isRecording() {
        return allocations.engine().recording();
    }

    @Override
    public void reset() {
        allocations.reset();
        exact.reset();
        threads.reset();
    }

    @Override
    public void resetPeak() {
        allocations.resetPeak();
    }

    @Override
    public long gc() {
        if (!allocations.collect()) {
            throw new ControlException(
                    409,
                    "The JVM did not collect: it runs with -XX:+DisableExplicitGC.",
                    "Wait for a collection of its own, or take that flag out.");
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Override
    public Map<String, Object> status() {
        Engine state = allocations.engine();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("version", BuildVersion.get());
        status.put("pid", ProcessHandle.current().pid());
        status.put("started_at", startedAt.toString());
        status.put("recording", state.recording());
        status.put("engine", state.name());
        status.put("depth", depth.frames());
        if (!engine.unavailable().isEmpty()) {
            status.put("engine_jvm_unavailable", engine.unavailable());
        }
        status.put("allocations", state.figures());
        status.put("traced", traced(allocations.traced()));
        status.put("coverage", CoverageFigures.of(allocations.coverage()));
        status.put("threads", threads.engine().figures());
        status.put("storms", threads.storms().stream().map(AgentTarget::storm).toList());
        status.put("instrumentation", instrumentation());
        status.put("own", own());
        return status;
    }

    private static Map<String, Object> traced(TracedMemory memory) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("live_bytes", Math.round(memory.current().value(0)));
        figures.put("live_bytes_error", Math.round(memory.current().error(0)));
        figures.put("peak_bytes", Math.round(memory.peak().value(0)));
        figures.put("peak_bytes_error", Math.round(memory.peak().error(0)));
        figures.put("peak_at", memory.peakAt().toString());
        figures.put("peak_since", memory.peakSince().toString());
        return figures;
    }

    TracedMemory traced() {
        return allocations.traced();
    }

    long memoryBytes() {
        return ownMemory().get("memory_bytes");
    }

    /** Frames of a stack that are recorded at most. */
    int depth() {
        return depth.frames();
    }

    @Override
    public void depth(int frames) {
        if (frames < 1 || frames > StackDepth.MOST) {
            throw new ControlException(
                    400,
                    "No stack can be recorded with " + frames + " frames.",
                    "Give a number from 1 to " + StackDepth.MOST + ".");
        }
        depth.set(frames);
    }

    /** Where a tracked object was allocated, for people; null for any other. */
    String traceback(Object object) {
        AllocationRecorder.Origin origin = allocations.origin(object);
        if (origin == null) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        text.append(origin.site().type())
                .append(", ")
                .append(origin.bytes())
                .append(" bytes, on thread ")
                .append(origin.site().thread())
                .append(", ")
                .append(origin.site().age())
                .append(" collections ago\n");
        for (Frame frame : origin.site().stack().frames()) {
            text.append("  at ").append(frame).append('\n');
        }
        return text.toString();
    }

    /** What this tool has used itself, as far as it can be told from inside. */
    private Map<String, Object> own() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("threads_cpu_s", seconds(allocations.ownCpuNanos()));
        figures.put("sampling_s", seconds(allocations.samplingNanos()));
        figures.put("instrumenting_s", seconds(transformer.nanos()));
        figures.putAll(ownMemory());
        return figures;
    }

    private static double seconds(long nanos) {
        return Math.round(nanos / 1e6) / 1e3;
    }

    private static Map<String, Object> storm(SpawnStorm storm) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("at", storm.at().toString());
        shown.put("site", storm.site());
        shown.put("starts_in_second", storm.startsInSecond());
        shown.put("threads_live", storm.live());
        return shown;
    }

    private Map<String, Object> instrumentation() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("classes", transformer.classes());
        figures.put("sites", transformer.sites());
        figures.put("sites_exact", exact.size());
        figures.put("sites_exact_refused", exact.refused());
        figures.put("exact_sizes_unknown", ExactAllocations.failures());
        figures.put("sites_out_of_reach", transformer.sitesOutOfReach());
        figures.put("methods_too_long", transformer.methodsTooLong());
        figures.put("objects_handed_over", transformer.handover().name().toLowerCase(Locale.ROOT));
        figures.put("call_stacks", allocations.stacksTakenBy());
        figures.put("classes_failed", transformer.failures());
        figures.put("last_failure", transformer.lastFailure());
        return figures;
    }
}
