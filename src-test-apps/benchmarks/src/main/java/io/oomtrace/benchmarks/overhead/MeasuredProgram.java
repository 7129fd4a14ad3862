package io.oomtrace.benchmarks.overhead;

import com.sun.management.OperatingSystemMXBean;
import io.oomtrace.benchmarks.workload.Workload;
import io.oomtrace.benchmarks.workload.Workloads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The forked program: does its workload when it is told to. Arguments: workload, sources. Reads lines with milliseconds,
 * works at least so long and at least one iteration, and answers each with the {@link Turn}; ends with its input.
 */
final class MeasuredProgram {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final CompilationMXBean COMPILERS = ManagementFactory.getCompilationMXBean();
    private static final HeapAllocation ALLOCATION = new HeapAllocation();

    private final CpuTime cpuTime = new CpuTime();
    private final Workload workload;
    private Long expected;

    private MeasuredProgram(Workload workload) {
        this.workload = workload;
    }

    public static void main(String[] args) throws Exception {
        try (Workload workload = Workloads.valueOf(args[0]).open(Path.of(args[1]))) {
            MeasuredProgram program = new MeasuredProgram(workload);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(program.turn(Long.parseLong(line)).line());
            }
        }
        System.exit(0);
    }

    private Turn turn(long millis) throws Exception {
        boolean first = expected == null;
        long cpu = cpuTime.nanos();
        long allocated = ALLOCATION.bytes();
        long collection = collectionMillis();
        long compilation = COMPILERS.getTotalCompilationTime();
        long begun = System.nanoTime();
        long iterations = 0;
        do {
            iterate();
            iterations++;
        } while (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(millis));
        long wall = System.nanoTime() - begun; // first: what is read next takes longer with more threads
        return new Turn(
                iterations,
                // What was used before the first turn is part of it: the JVM's start, and the agent's.
                first ? PROCESS.getProcessCpuTime() : cpuTime.nanos() - cpu,
                wall,
                ALLOCATION.bytes() - allocated,
                TimeUnit.MILLISECONDS.toNanos(collectionMillis() - collection),
                TimeUnit.MILLISECONDS.toNanos(COMPILERS.getTotalCompilationTime() - compilation),
                residentPeakBytes());
    }

    private void iterate() throws Exception {
        long result = workload.iterate();
        if (expected == null) {
            expected = result;
        } else if (result != expected) {
            throw new IllegalStateException("the result was " + expected + " and is now " + result);
        }
    }

    private static long collectionMillis() {
        long collecting = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collecting += collector.getCollectionTime();
        }
        return collecting;
    }

    /** proc_pid_status(5). */
    private static long residentPeakBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        throw new IOException("/proc/self/status has no VmHWM");
    }
}
