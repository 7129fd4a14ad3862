package io.oomtrace.benchmarks.overhead;

import com.sun.management.OperatingSystemMXBean;
import io.oomtrace.benchmarks.workload.Workload;
import io.oomtrace.benchmarks.workload.Workloads;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The forked program: one workload, over and over, by the JVM's own counters. Arguments: workload, sources, seconds to
 * warm up, seconds to measure. Ends with a line {@code measured key=value …}.
 */
final class MeasuredProgram {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final HeapAllocation ALLOCATION = new HeapAllocation();

    private MeasuredProgram() {}

    /** Counters that only grow. */
    private record Counters(long wallNanos, long cpuNanos, long allocatedBytes, long collectionMillis) {
        static Counters now() {
            long collecting = 0;
            for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
                collecting += collector.getCollectionTime();
            }
            return new Counters(System.nanoTime(), PROCESS.getProcessCpuTime(), ALLOCATION.bytes(), collecting);
        }
    }

    public static void main(String[] args) throws Exception {
        long warmUp = TimeUnit.SECONDS.toNanos(Long.parseLong(args[2]));
        long measure = TimeUnit.SECONDS.toNanos(Long.parseLong(args[3]));
        try (Workload workload = Workloads.valueOf(args[0]).open(Path.of(args[1]))) {
            Counters begun = Counters.now();
            long expected = workload.iterate();
            Counters first = Counters.now();
            run(workload, expected, warmUp - (first.wallNanos - begun.wallNanos));
            Counters from = Counters.now();
            int iterations = run(workload, expected, measure);
            Counters to = Counters.now();
            System.out.println("measured first_cpu_ns=" + (first.cpuNanos - begun.cpuNanos)
                    + " first_wall_ns=" + (first.wallNanos - begun.wallNanos)
                    + " cpu_ns=" + (to.cpuNanos - from.cpuNanos) / iterations
                    + " wall_ns=" + (to.wallNanos - from.wallNanos) / iterations
                    + " allocated_bytes=" + (to.allocatedBytes - from.allocatedBytes) / iterations
                    + " collection_ns=" + (to.collectionMillis - from.collectionMillis) * 1_000_000 / iterations
                    + " rss_peak_bytes=" + peakResidentBytes()
                    + " iterations=" + iterations);
        }
        System.exit(0);
    }

    /** At least once, until so many nanoseconds have passed. */
    private static int run(Workload workload, long expected, long nanos) throws Exception {
        long begun = System.nanoTime();
        int iterations = 0;
        do {
            long result = workload.iterate();
            iterations++;
            if (result != expected) {
                throw new IllegalStateException("the result was " + expected + " and is now " + result);
            }
        } while (System.nanoTime() - begun < nanos);
        return iterations;
    }

    /** proc_pid_status(5). */
    private static long peakResidentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        return 0;
    }
}
