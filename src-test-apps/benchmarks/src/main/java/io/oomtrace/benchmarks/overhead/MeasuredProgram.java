package io.oomtrace.benchmarks.overhead;

import com.sun.management.OperatingSystemMXBean;
import io.oomtrace.benchmarks.run.Quartiles;
import io.oomtrace.benchmarks.workload.Workload;
import io.oomtrace.benchmarks.workload.Workloads;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * The forked program: one workload, over and over, by the JVM's own counters. Arguments: workload, sources, seconds to
 * warm up, seconds to measure. Ends with a line {@code measured key=value …}.
 */
final class MeasuredProgram {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final HeapAllocation ALLOCATION = new HeapAllocation();

    /** JDK 17 counts the CPU time of a process in hundredths of a second: a slice has many. */
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int LEAST_SLICES = 5;

    private MeasuredProgram() {}

    /** Counters that only grow. */
    private record Counters(
            long iterations, long wallNanos, long cpuNanos, long allocatedBytes, long collectionMillis) {
        static Counters now(long iterations) {
            long collecting = 0;
            for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
                collecting += collector.getCollectionTime();
            }
            return new Counters(
                    iterations, System.nanoTime(), PROCESS.getProcessCpuTime(), ALLOCATION.bytes(), collecting);
        }
    }

    public static void main(String[] args) throws Exception {
        long warmUp = TimeUnit.SECONDS.toNanos(Long.parseLong(args[2]));
        long measure = TimeUnit.SECONDS.toNanos(Long.parseLong(args[3]));
        try (Workload workload = Workloads.valueOf(args[0]).open(Path.of(args[1]))) {
            Counters begun = Counters.now(0);
            long expected = workload.iterate();
            Counters first = Counters.now(1);
            run(workload, expected, warmUp - (first.wallNanos - begun.wallNanos), 0);
            List<Counters> marks = run(workload, expected, measure, LEAST_SLICES);
            Counters from = marks.get(0);
            Counters to = marks.get(marks.size() - 1);
            long iterations = to.iterations - from.iterations;
            System.out.println("measured first_cpu_ns=" + (first.cpuNanos - begun.cpuNanos)
                    + " cpu_ns=" + median(marks, Counters::cpuNanos)
                    + " wall_ns=" + median(marks, Counters::wallNanos)
                    + " allocated_bytes=" + (to.allocatedBytes - from.allocatedBytes) / iterations
                    + " collection_ns=" + (to.collectionMillis - from.collectionMillis) * 1_000_000 / iterations
                    + " rss_peak_bytes=" + peakResidentBytes()
                    + " iterations=" + iterations);
        }
        System.exit(0);
    }

    /** Until so many nanoseconds have passed, and so many slices; the counters before, between and after them. */
    private static List<Counters> run(Workload workload, long expected, long nanos, int leastSlices) throws Exception {
        List<Counters> marks = new ArrayList<>();
        Counters last = Counters.now(0);
        marks.add(last);
        long begun = last.wallNanos;
        for (long iterations = 1; marks.size() <= leastSlices || last.wallNanos - begun < nanos; iterations++) {
            long result = workload.iterate();
            if (result != expected) {
                throw new IllegalStateException("the result was " + expected + " and is now " + result);
            }
            if (System.nanoTime() - last.wallNanos >= SLICE_NANOS) {
                last = Counters.now(iterations);
                marks.add(last);
            }
        }
        return marks;
    }

    /** Per iteration: a compilation, or a neighbour on the machine, falls into few of the slices. */
    private static long median(List<Counters> marks, ToLongFunction<Counters> counter) {
        List<Double> took = new ArrayList<>();
        for (int i = 1; i < marks.size(); i++) {
            Counters from = marks.get(i - 1);
            Counters to = marks.get(i);
            double iterations = to.iterations - from.iterations;
            took.add((counter.applyAsLong(to) - counter.applyAsLong(from)) / iterations);
        }
        return Math.round(Quartiles.of(took).median());
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
