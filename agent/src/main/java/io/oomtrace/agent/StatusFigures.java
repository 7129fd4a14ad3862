package io.oomtrace.agent;

import io.oomtrace.alloc.AllocationRecorder;
import io.oomtrace.export.CoverageFigures;
import io.oomtrace.hook.ExactAllocations;
import io.oomtrace.instrument.AgentTransformer;
import io.oomtrace.instrument.ExactSites;
import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.TracedMemory;
import io.oomtrace.stack.StackDepth;
import io.oomtrace.thread.SpawnStorm;
import io.oomtrace.thread.ThreadRecorder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How an installation is, as {@code /status} shows it: figures by name, some of them in groups. Any thread. */
record StatusFigures(
        Instant startedAt,
        AllocationEngine engine,
        AgentTransformer transformer,
        ExactSites exact,
        AllocationRecorder allocations,
        ThreadRecorder threads,
        ProfilerHost profiler,
        StackDepth depth) {
    /** @param ownMemory of this tool, in bytes, by part */
    Map<String, Object> with(Map<String, Long> ownMemory) {
        Engine state = allocations.engine();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("version", BuildVersion.get());
        status.put("pid", ProcessHandle.current().pid());
        status.put("started_at", startedAt.toString());
        status.put("recording", state.recording());
        status.put("engine", state.name());
        status.put("depth", depth.frames());
        if (!engine.unavailable().isEmpty()) {
            status.put("engine_unavailable", engine.unavailable());
        }
        status.put("allocations", state.figures());
        status.put("traced", traced(allocations.traced()));
        status.put("coverage", CoverageFigures.of(allocations.coverage()));
        status.put("threads", threads.engine().figures());
        status.put("storms", threads.storms().stream().map(StatusFigures::storm).toList());
        status.put("instrumentation", instrumentation());
        AsyncProfiling profiling = profiler.ifAsked();
        if (profiling != null) {
            status.put("async_profiler", profiling.status());
        }
        status.put("own", own(ownMemory));
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

    private static Map<String, Object> storm(SpawnStorm storm) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("at", storm.at().toString());
        shown.put("site", storm.site());
        shown.put("starts_in_second", storm.startsInSecond());
        shown.put("threads_live", storm.live());
        return shown;
    }

    /** What this tool has used itself, as far as it can be told from inside. */
    private Map<String, Object> own(Map<String, Long> ownMemory) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("threads_cpu_s", seconds(allocations.ownCpuNanos()));
        figures.put("sampling_s", seconds(allocations.samplingNanos()));
        figures.put("instrumenting_s", seconds(transformer.nanos()));
        figures.putAll(ownMemory);
        return figures;
    }

    private static double seconds(long nanos) {
        return Math.round(nanos / 1e6) / 1e3;
    }
}
