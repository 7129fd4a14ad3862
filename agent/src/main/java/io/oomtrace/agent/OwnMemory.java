package io.oomtrace.agent;

import io.oomtrace.alloc.AllocationRecorder;
import io.oomtrace.http.KeptSnapshots;
import io.oomtrace.instrument.AgentTransformer;
import io.oomtrace.instrument.ExactSites;
import io.oomtrace.snapshot.Histogram;
import io.oomtrace.stack.HeapSizes;
import io.oomtrace.thread.ThreadRecorder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this tool takes of the process's memory, as far as it can be told from inside: tables, classes, class files and
 * threads, not the compiled code. What cannot be measured where it is counted goes by averages, which the command
 * {@code cost} checks. Any thread.
 */
final class OwnMemory {
    // Averages, by the command cost. For two classes that are counted there is nearly one that is not:
    // it comes from the JVM's archive, or has no name.

    /** In the heap: its mirror, its constants and names, and what its initialiser made. */
    private static final long HEAP_PER_CLASS = 1700;

    /** Where it was not measured. */
    private static final long METASPACE_PER_CLASS = 6000;

    /** Its names in the JVM's symbol table. */
    private static final long SYMBOLS_PER_CLASS = 680;

    /** What of its stack has been touched, and what the JVM keeps of it. */
    private static final long BYTES_PER_THREAD = 140 << 10;

    /** Of a histogram: a record, and a name of fifty letters. */
    private static final long BYTES_PER_COUNT = 32 + 24 + 16 + 50;

    /** Of {@code /metrics}: an entry of a map, its counters, and its frame. */
    private static final long BYTES_PER_LINE = 40 + 80 + 32;

    private final AgentTransformer transformer;
    private final ExactSites exact;
    private final AllocationRecorder allocations;
    private final ThreadRecorder threads;
    private final KeptSnapshots kept;
    private final ProfilerHost profiler;
    private final HeapSizes sizes;
    private final LoadedClasses own;
    private final long addedBefore;
    private final long loadedBefore;

    /**
     * @param own what was loaded while the agent was installed: nearly all of it is the agent, what it has the JDK load,
     *     and what it has instrumented
     */
    OwnMemory(
            AgentTransformer transformer,
            ExactSites exact,
            AllocationRecorder allocations,
            ThreadRecorder threads,
            KeptSnapshots kept,
            ProfilerHost profiler,
            HeapSizes sizes,
            LoadedClasses own) {
        this.transformer = transformer;
        this.exact = exact;
        this.allocations = allocations;
        this.threads = threads;
        this.kept = kept;
        this.profiler = profiler;
        this.sizes = sizes;
        this.own = own;
        this.addedBefore = transformer.bytesAddedToLoadedClasses();
        this.loadedBefore = transformer.loadedByOwnThreads();
    }

    /**
     * In bytes, by part, and as a whole.
     *
     * @param histogram that is held; null for none
     * @param linesOfMetrics whose counters are remembered
     */
    Map<String, Long> figures(Histogram histogram, int linesOfMetrics) {
        long tables =
                allocations.heapBytes(sizes) + threads.heapBytes(sizes) + exact.heapBytes() + profiler.heapBytes(sizes);
        long later = transformer.loadedByOwnThreads() - loadedBefore;
        long classes = own.classes() + later;
        long metaspace = Math.max(0, own.metaspace())
                + METASPACE_PER_CLASS * (own.unmeasured() + later)
                + transformer.bytesAddedToLoadedClasses()
                - addedBefore;
        long lastHistogram =
                histogram == null ? 0 : BYTES_PER_COUNT * histogram.classes().size();
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("memory_bytes", 0L); // first, as the sum of the others
        figures.put("tables_bytes", tables);
        figures.put("snapshots_kept_bytes", kept.bytes());
        figures.put("last_histogram_bytes", lastHistogram);
        figures.put("metrics_bytes", BYTES_PER_LINE * linesOfMetrics);
        figures.put("class_objects_bytes", HEAP_PER_CLASS * classes);
        figures.put("metaspace_bytes", metaspace);
        figures.put("symbols_bytes", SYMBOLS_PER_CLASS * classes);
        figures.put("class_files_kept_bytes", transformer.classFileBytesKept());
        figures.put("threads_bytes", BYTES_PER_THREAD * allocations.ownThreads());
        figures.put(
                "memory_bytes",
                figures.values().stream().mapToLong(bytes -> bytes).sum());
        return figures;
    }
}
