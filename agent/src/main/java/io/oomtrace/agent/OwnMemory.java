package io.oomtrace.agent;

import io.oomtrace.alloc.AllocationRecorder;
import io.oomtrace.http.KeptSnapshots;
import io.oomtrace.instrument.AgentTransformer;
import io.oomtrace.instrument.ExactSites;
import io.oomtrace.snapshot.Histogram;
import io.oomtrace.stack.HeapSizes;
import io.oomtrace.thread.ThreadRecorder;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this tool takes of the process's memory, as far as it can be told from inside: tables, classes and class files,
 * not the compiled code. Any thread.
 */
final class OwnMemory {
    /**
     * What the JVM has loaded.
     *
     * @param metaspace bytes committed for class metadata; 0 if the JVM does not say
     * @param classes how many have been loaded
     */
    record Loaded(long metaspace, long classes) {
        private static final String METASPACE = "Metaspace";

        static Loaded now() {
            long metaspace = 0;
            for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
                if (pool.getName().equals(METASPACE)) {
                    metaspace = pool.getUsage().getCommitted();
                }
            }
            return new Loaded(
                    metaspace, ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
        }

        Loaded since(Loaded before) {
            return new Loaded(metaspace - before.metaspace, classes - before.classes);
        }
    }

    /** In the heap: its mirror, its constants and names, and what its initialiser made. By the command {@code cost}. */
    private static final long BYTES_PER_CLASS = 1024;

    /** Of a histogram: a record, and a name of fifty letters. */
    private static final long BYTES_PER_COUNT = 32 + 24 + 16 + 50;

    private final AgentTransformer transformer;
    private final ExactSites exact;
    private final AllocationRecorder allocations;
    private final ThreadRecorder threads;
    private final KeptSnapshots kept;
    private final HeapSizes sizes;
    private final Loaded own;
    private final long addedBefore;

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
            HeapSizes sizes,
            Loaded own) {
        this.transformer = transformer;
        this.exact = exact;
        this.allocations = allocations;
        this.threads = threads;
        this.kept = kept;
        this.sizes = sizes;
        this.own = own;
        this.addedBefore = transformer.bytesAddedToLoadedClasses();
    }

    /**
     * In bytes, by part, and as a whole.
     *
     * @param histogram that is held; null for none
     */
    Map<String, Long> figures(Histogram histogram) {
        long tables = allocations.heapBytes(sizes) + threads.heapBytes(sizes) + exact.heapBytes();
        long classObjects = BYTES_PER_CLASS * own.classes;
        long metaspace = Math.max(0, own.metaspace + transformer.bytesAddedToLoadedClasses() - addedBefore);
        long classFiles = transformer.classFileBytesKept();
        long lastHistogram =
                histogram == null ? 0 : BYTES_PER_COUNT * histogram.classes().size();
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("memory_bytes", tables + kept.bytes() + lastHistogram + classObjects + metaspace + classFiles);
        figures.put("tables_bytes", tables);
        figures.put("snapshots_kept_bytes", kept.bytes());
        figures.put("last_histogram_bytes", lastHistogram);
        figures.put("class_objects_bytes", classObjects);
        figures.put("metaspace_bytes", metaspace);
        figures.put("class_files_kept_bytes", classFiles);
        return figures;
    }
}
