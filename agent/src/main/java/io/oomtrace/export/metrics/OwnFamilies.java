package io.oomtrace.export.metrics;

import java.util.List;

/** What this tool costs. */
final class OwnFamilies {
    private OwnFamilies() {}

    static List<Family> of(Reading reading) {
        OwnCost cost = reading.own();
        Family memory = Family.gauge(
                "oomtrace_own_memory_bytes", "Memory that oomtrace takes itself, by part; their sum is all of it.");
        cost.memoryBytes().forEach((part, bytes) -> memory.with(bytes, "part", part));
        return List.of(
                Family.info("oomtrace_build_info", "Version of oomtrace, and the engine that samples allocations.")
                        .with(
                                1,
                                "version",
                                reading.version(),
                                "engine",
                                reading.allocations().engine().name()),
                Family.counter(
                                "oomtrace_own_cpu_seconds_total",
                                "Time that oomtrace takes itself: of its own threads, and on those of the application.")
                        .with(cost.threadsSeconds(), "part", "threads")
                        .with(cost.samplingSeconds(), "part", "sampling")
                        .with(cost.instrumentingSeconds(), "part", "instrumenting"),
                memory);
    }
}
