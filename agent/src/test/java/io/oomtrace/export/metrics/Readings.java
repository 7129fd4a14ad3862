package io.oomtrace.export.metrics;

import io.oomtrace.snapshot.Coverage;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Snapshots;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;

/** Builds readings whose figures are known, for tests of this package and of the endpoint. */
public final class Readings {
    private static final JvmFigures JVM = new JvmFigures(
            new MemoryUsage(0, 1000, 2000, 4000),
            new MemoryUsage(0, 500, 600, -1),
            Map.of("direct", 30L, "mapped", 40L),
            new JvmFigures.Threads(12, 5, 20, 100),
            5e6,
            9e6,
            1.5,
            1_793_534_400);

    private static final OwnCost OWN = new OwnCost(0.25, 0.5, 0.125, Map.of("tables", 1000L, "metaspace", 2000L));

    private Readings() {}

    /** Metrics by the names the recorder gives them, in an order of their own. */
    public static Snapshots threads() {
        return Snapshots.of(
                List.of(
                        count("threads_live"),
                        count("threads_started"),
                        count("executors_never_shut_down"),
                        count("executors_created"),
                        count("executors_live")),
                List.of(new Coverage("threads_started", 9, 10, "ThreadMXBean")));
    }

    private static Metric count(String name) {
        return new Metric(name, Metric.Unit.COUNT, false);
    }

    public static Reading of(Snapshot allocations, Snapshot threads) {
        return new Reading(allocations, threads, List.of(), JVM, OWN, "0.1.0");
    }

    static Reading of(Snapshot allocations, Snapshot threads, List<String> blameSkip) {
        return new Reading(allocations, threads, blameSkip, JVM, OWN, "0.1.0");
    }

    /** As on a system that tells nothing of the process. */
    static Reading unknownProcess(Snapshot allocations, Snapshot threads) {
        JvmFigures jvm = new JvmFigures(
                JVM.heap(), JVM.nonHeap(), Map.of(), JVM.threads(), Double.NaN, Double.NaN, Double.NaN, 0);
        return new Reading(allocations, threads, List.of(), jvm, OWN, "0.1.0");
    }
}
