package io.oomtrace.agent;

import io.oomtrace.alloc.AllocationRecorder;
import io.oomtrace.export.metrics.MetricsPage;
import io.oomtrace.export.metrics.OwnCost;
import io.oomtrace.export.metrics.Reading;
import io.oomtrace.http.ControlException;
import io.oomtrace.http.HolderWatch;
import io.oomtrace.http.KeptSnapshots;
import io.oomtrace.http.ProfileWatch;
import io.oomtrace.http.Target;
import io.oomtrace.instrument.AgentTransformer;
import io.oomtrace.instrument.ExactSites;
import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Histogram;
import io.oomtrace.snapshot.History;
import io.oomtrace.snapshot.LargestReport;
import io.oomtrace.snapshot.LineTable;
import io.oomtrace.snapshot.ProfileEvent;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.SourceText;
import io.oomtrace.snapshot.TracedMemory;
import io.oomtrace.stack.StackDepth;
import io.oomtrace.thread.ThreadRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final ProfilerHost profiler;
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
            ProfilerHost profiler,
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
        this.profiler = profiler;
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
    public Snapshot nativeMemory() {
        AsyncProfiling profiling = profiler.ifAsked();
        if (profiling == null || !profiling.isNativeAsked()) {
            throw new ControlException(
                    409,
                    "Native memory is not recorded.",
                    "Start with native=on, or attach with it: what was allocated before is not seen.");
        }
        return profiling.nativeMemory();
    }

    @Override
    public ProfileWatch profile(ProfileEvent event) {
        return profiler.get().profile(event);
    }

    private void requireFollowedLive() {
        if (!allocations.followsLive()) {
            throw new ControlException(
                    409,
                    "With engine=async it is not known from moment to moment what lives.",
                    "POST /gc looks at it; engine=jvm and engine=instrument follow it.");
        }
    }

    @Override
    public History history() {
        requireFollowedLive();
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
        requireFollowedLive();
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
        AsyncProfiling profiling = profiler.ifAsked();
        if (profiling != null) {
            profiling.resumeNative();
        }
    }

    @Override
    public void stop() {
        if (!isRecording()) {
            throw new ControlException(409, "Recording is off already.", "Use POST /start to go on.");
        }
        allocations.stop();
        exact.stop();
        threads.stop();
        AsyncProfiling profiling = profiler.ifAsked();
        if (profiling != null) {
            profiling.stopNative();
        }
    }

    boolean isRecording() {
        return allocations.engine().recording();
    }

    @Override
    public void reset() {
        allocations.reset();
        exact.reset();
        threads.reset();
        AsyncProfiling profiling = profiler.ifAsked();
        if (profiling != null) {
            profiling.resetNative();
        }
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
        return new StatusFigures(startedAt, engine, transformer, exact, allocations, threads, profiler, depth)
                .with(ownMemory());
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
}
