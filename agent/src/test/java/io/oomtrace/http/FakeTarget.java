package io.oomtrace.http;

import static io.oomtrace.snapshot.Snapshots.stack;

import io.oomtrace.export.metrics.MetricsPage;
import io.oomtrace.export.metrics.Reading;
import io.oomtrace.export.metrics.Readings;
import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.HeldObject;
import io.oomtrace.snapshot.HeldObjects;
import io.oomtrace.snapshot.Histogram;
import io.oomtrace.snapshot.History;
import io.oomtrace.snapshot.LargeObject;
import io.oomtrace.snapshot.LargestReport;
import io.oomtrace.snapshot.LineCount;
import io.oomtrace.snapshot.LineTable;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.ReferenceStep;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.SiteHistory;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Snapshots;
import io.oomtrace.snapshot.SourceText;
import io.oomtrace.snapshot.Values;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Two snapshots of known content; counts resets; can be made to wait or fail. */
final class FakeTarget implements Target {
    static final CallStack PUT = stack("com.acme.log.Log.copy(Log.java:3)", "com.acme.Cache.put(Cache.java:42)");

    final AtomicInteger resets = new AtomicInteger();
    final AtomicInteger watches = new AtomicInteger();
    final AtomicInteger watchesClosed = new AtomicInteger();
    volatile Duration mostPause;
    final AtomicInteger collections = new AtomicInteger();
    final AtomicInteger peakResets = new AtomicInteger();
    final CountDownLatch resume = new CountDownLatch(1);
    volatile boolean recording = true;
    volatile int depth;
    volatile boolean waiting;
    volatile int more;
    final AtomicInteger taken = new AtomicInteger();
    private final KeptSnapshots kept = new KeptSnapshots();
    private final MetricsPage metrics = new MetricsPage(System::nanoTime);
    volatile Throwable failure;
    volatile List<String> source = List.of();
    volatile int near = 7;
    private final List<String> counted = new CopyOnWriteArrayList<>();
    private volatile Histogram last;

    @Override
    public Snapshot allocations() {
        if (waiting) {
            try {
                resume.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        int now = more;
        taken.incrementAndGet();
        return Snapshots.allocations()
                .site(PUT, "byte[]", "main", 2048 + now, 2, 4096 + now, 4)
                .site(stack("org.json.Parser.next(Parser.java:5)"), "char[]", "main", 1024, 1, 8192, 8)
                .build();
    }

    @Override
    public Snapshot threads() {
        return Snapshots.threads(
                        new Metric("threads_started", Metric.Unit.COUNT, false),
                        new Metric("threads_live", Metric.Unit.COUNT, false))
                .site(PUT, "java.lang.Thread", "main", 20_000, 20_010, 1000, 0, 20_010 + more, 20_000)
                .build();
    }

    @Override
    public Snapshot liveThreads() {
        return Snapshots.counts("threads")
                .site(PUT, "RUNNABLE", "http-#", 3 + more)
                .site(stack("java.lang.Object.wait(Object.java:1)"), "WAITING", "main", 1)
                .build();
    }

    @Override
    public History history() {
        double[] seconds = {-30, -20, -10, 0};
        return new History(
                Snapshots.TAKEN_AT,
                seconds,
                List.of(new History.Look(1, 1), new History.Look(2, 1), new History.Look(3, 1)),
                true,
                List.of(
                        new SiteHistory(PUT, "byte[]", "main", new double[] {1000, 2000, 3000, 4000}, 0),
                        new SiteHistory(PUT, "char[]", "main", new double[] {500, 500, 500, 500}, 0)));
    }

    @Override
    public Histogram histogram(boolean live) {
        last = count(live);
        return last;
    }

    @Override
    public LargestReport largest(long leastBytes, int limit) {
        LargeObject array = new LargeObject(
                new Site(PUT, "byte[]", "main", 3, Values.zero(4)),
                leastBytes + 16,
                leastBytes,
                LargeObject.UNKNOWN,
                1);
        return new LargestReport(Snapshots.TAKEN_AT, leastBytes, 7, Collections.nCopies(limit, array));
    }

    @Override
    public HolderWatch watchHolders(Duration newMostPause) {
        watches.incrementAndGet();
        mostPause = newMostPause;
        return new HolderWatch() {
            @Override
            public HeldObjects end() {
                List<ReferenceStep> path = List.of(new ReferenceStep("com.acme.Cache", "ENTRIES", true, 0, 0));
                return new HeldObjects(
                        Snapshots.TAKEN_AT,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(7),
                        List.of(
                                new HeldObject(new Site(PUT, "byte[]", "main", Values.zero(0)), "", path),
                                new HeldObject(new Site(PUT, "char[]", "main", Values.zero(0)), "", path)),
                        0);
            }

            @Override
            public void close() {
                watchesClosed.incrementAndGet();
            }
        };
    }

    private Histogram count(boolean live) {
        return new Histogram(
                Snapshots.TAKEN_AT,
                live,
                List.of(
                        new Histogram.Count("byte[]", 10, 4096 + more),
                        new Histogram.Count("java.lang.String", 100, 2400)));
    }

    @Override
    public Histogram lastHistogram() {
        return last;
    }

    @Override
    public Capture capture(boolean histogram) {
        return new Capture(4711, blameSkip(), allocations(), threads(), histogram ? count(false) : null);
    }

    @Override
    public KeptSnapshots kept() {
        return kept;
    }

    @Override
    public LineTable lines(String className) {
        if (!className.equals("com.acme.Cache")) {
            throw new ControlException(404, "No allocation of class " + className + " is counted.", "Ask for another.");
        }
        return new LineTable(
                className,
                List.of(
                        new LineCount(Snapshots.frame("com.acme.Cache.put(Cache.java:42)"), "byte[]", 3, 120),
                        new LineCount(Snapshots.frame("com.acme.Cache.get(Cache.java:" + near + ")"), "", 0, 0)),
                Snapshots.allocations()
                        .site(Snapshots.stack("com.acme.Cache.put(Cache.java:42)"), "byte[]", "main", 80, 2, 0, 0)
                        .build(),
                source);
    }

    @Override
    public SourceText sources() {
        return frame -> source.isEmpty() ? "" : "code of " + frame.line();
    }

    @Override
    public List<String> countedExactly() {
        return List.copyOf(counted);
    }

    @Override
    public int countExactly(String classes, String method) {
        counted.add(classes + '#' + method);
        return 2;
    }

    @Override
    public void stopCounting(String classes, String method) {
        counted.remove(classes + '#' + method);
    }

    @Override
    public Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("version", "0.1.0");
        status.put("recording", recording);
        return status;
    }

    @Override
    public Reading reading() {
        return Readings.of(allocations(), Readings.threads().build());
    }

    @Override
    public MetricsPage metrics() {
        return metrics;
    }

    @Override
    public List<String> blameSkip() {
        return List.of("com.acme.log");
    }

    @Override
    public void start() {
        if (recording) {
            throw new ControlException(409, "Recording is on.", "POST /stop first.");
        }
        recording = true;
    }

    @Override
    public void stop() {
        recording = false;
    }

    @Override
    public void reset() {
        resets.incrementAndGet();
    }

    @Override
    public void depth(int frames) {
        depth = frames;
    }

    @Override
    public void resetPeak() {
        peakResets.incrementAndGet();
    }

    @Override
    public long gc() {
        collections.incrementAndGet();
        return 123_456;
    }
}
