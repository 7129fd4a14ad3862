package io.oomtrace.jfr;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.Coverage;
import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Snapshots;
import io.oomtrace.snapshot.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program of which everything is known. */
final class Captures {
    static final String PUT = "com.acme.Cache.put(Cache.java:42)";
    static final String READ = "com.acme.Http.read(Http.java:12)";
    static final String POOL = "com.acme.Http.pool(Http.java:7)";

    private static final CallStack PUT_STACK =
            Snapshots.stack("java.util.Arrays.copyOf(Arrays.java:3537)", PUT, "com.acme.Main.main(Main.java:9)");
    private static final CallStack READ_STACK = Snapshots.stack(READ, "com.acme.Main.main(Main.java:10)");
    private static final CallStack POOL_STACK = Snapshots.stack(
            "java.util.concurrent.ThreadPoolExecutor.<init>(ThreadPoolExecutor.java:1312)",
            POOL,
            "com.acme.Main.main(Main.java:11)");

    private Captures() {}

    static Capture known() {
        return new Capture(4711, List.of(), allocations(), threads(), null);
    }

    static Snapshot allocations() {
        return Snapshots.allocations()
                .site(PUT_STACK, "byte[]", "main", estimate(0, 0, 4_000_000, 40, 1e10))
                .living(PUT_STACK, "byte[]", "main", 1, estimate(1_000_000, 10, 0, 0, 1e10))
                .living(PUT_STACK, "byte[]", "main", 5, estimate(2_000_000, 20, 0, 0, 3e10))
                .site(PUT_STACK, "java.lang.Object[]", "main", 0, 0, 16, 1)
                .living(PUT_STACK, "java.lang.Object[]", "main", 9, 16, 1)
                .site(READ_STACK, "char[]", "http-#", 0, 0, 12_000_000, 3)
                .figures(Map.of("interval_bytes", 65536, "samples", 77, "sites", 3))
                .build();
    }

    private static Values estimate(
            double liveBytes, double liveCount, double allocBytes, double allocCount, double variance) {
        return Values.of(
                new double[] {liveBytes, liveCount, allocBytes, allocCount},
                new double[] {liveBytes == 0 ? 0 : variance, 0, allocBytes == 0 ? 0 : variance, 0});
    }

    /** With the metrics that {@link io.oomtrace.thread.ThreadRecorder} has. */
    static Snapshot threads() {
        List<Metric> metrics = Stream.of(
                        "threads_started",
                        "threads_live",
                        "rate_peak",
                        "executors_never_shut_down",
                        "executors_created",
                        "rate_1s",
                        "rate_10s",
                        "rate_60s",
                        "threads_live_peak",
                        "executors_live",
                        "executors_shut_down",
                        "executors_terminated",
                        "executors_garbage")
                .map(name ->
                        new Metric(name, name.startsWith("rate") ? Metric.Unit.PER_SECOND : Metric.Unit.COUNT, false))
                .toList();
        return new Snapshot(
                Snapshots.TAKEN_AT,
                new Engine("instrument", true, Map.of("sites", 2)),
                List.of(new Coverage("threads_started", 20, 21, "ThreadMXBean")),
                metrics,
                List.of(
                        new Site(
                                READ_STACK,
                                "platform thread",
                                "main",
                                Values.exact(20, 13, 9, 0, 0, 1, 2, 0.5, 14, 0, 0, 0, 0)),
                        new Site(
                                POOL_STACK,
                                "java.util.concurrent.ThreadPoolExecutor",
                                "main",
                                Values.exact(0, 0, 0, 5, 8, 0, 0, 0, 0, 6, 3, 1, 1))));
    }

    /** So many lines that keep something, and as many others that allocate. */
    static Snapshot manyLines(int lines, int frames) {
        Snapshots snapshot = Snapshots.allocations();
        for (int i = 1; i <= lines; i++) {
            snapshot.living(deep("com.acme.Keeps", i, frames), "byte[]", "main", 1, i, 1);
            snapshot.site(deep("com.acme.Makes", i, frames), "byte[]", "main", 0, 0, 1000 + i, 1);
        }
        return snapshot.build();
    }

    private static CallStack deep(String className, int line, int frames) {
        return Snapshots.stack(Stream.concat(
                        Stream.of(className + ".make(Line.java:" + line + ")"),
                        Stream.iterate(1, frame -> frame + 1)
                                .limit(frames - 1)
                                .map(frame -> "com.acme.Main.call(Main.java:" + frame + ")"))
                .toArray(String[]::new));
    }
}
