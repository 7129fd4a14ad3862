package io.oomtrace.export.metrics;

import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.ToLongFunction;

/** The process and its JVM, by the names that Prometheus's client libraries give them. */
final class JvmFamilies {
    private JvmFamilies() {}

    static List<Family> of(JvmFigures jvm) {
        Family buffers = Family.gauge("jvm_buffer_pool_used_bytes", "Used bytes of a given JVM buffer pool.");
        jvm.bufferPools().forEach((pool, bytes) -> buffers.with(bytes, "pool", pool));
        return List.of(
                areas("jvm_memory_used_bytes", "Used bytes of a given JVM memory area.", jvm, MemoryUsage::getUsed),
                areas(
                        "jvm_memory_committed_bytes",
                        "Committed bytes of a given JVM memory area.",
                        jvm,
                        MemoryUsage::getCommitted),
                areas("jvm_memory_max_bytes", "Max bytes of a given JVM memory area.", jvm, MemoryUsage::getMax),
                buffers,
                Family.gauge("jvm_threads_current", "Current platform thread count of a JVM.")
                        .with(jvm.threads().live()),
                Family.gauge("jvm_threads_daemon", "Daemon thread count of a JVM.")
                        .with(jvm.threads().daemon()),
                Family.gauge("jvm_threads_peak", "Peak platform thread count of a JVM.")
                        .with(jvm.threads().peak()),
                Family.counter("jvm_threads_started_total", "Platform threads that a JVM has started.")
                        .with(jvm.threads().started()),
                Family.gauge("process_resident_memory_bytes", "Resident memory size in bytes.")
                        .with(jvm.residentBytes()),
                Family.gauge("process_virtual_memory_bytes", "Virtual memory size in bytes.")
                        .with(jvm.virtualBytes()),
                Family.counter("process_cpu_seconds_total", "Total user and system CPU time spent in seconds.")
                        .with(jvm.cpuSeconds()),
                Family.gauge("process_start_time_seconds", "Start time of the process since unix epoch in seconds.")
                        .with(jvm.startSeconds()));
    }

    /** What has no limit is not shown with one. */
    private static Family areas(String name, String help, JvmFigures jvm, ToLongFunction<MemoryUsage> figure) {
        return Family.gauge(name, help)
                .with(known(figure.applyAsLong(jvm.heap())), "area", "heap")
                .with(known(figure.applyAsLong(jvm.nonHeap())), "area", "nonheap");
    }

    private static double known(long bytes) {
        return bytes < 0 ? Double.NaN : bytes;
    }
}
