package io.oomtrace.agent;

import com.sun.management.OperatingSystemMXBean;
import io.oomtrace.export.metrics.JvmFigures;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the JVM what it uses, and Linux what the process does; elsewhere than on Linux that is unknown. Any thread. */
final class ProcessProbe {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;
    private static final int KIB = 1024;

    private final Path status;

    ProcessProbe() {
        this(STATUS);
    }

    /** @param status a file as proc_pid_status(5) describes it */
    ProcessProbe(Path status) {
        this.status = status;
    }

    JvmFigures read() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        List<String> lines = lines();
        return new JvmFigures(
                memory.getHeapMemoryUsage(),
                memory.getNonHeapMemoryUsage(),
                bufferPools(),
                threads(),
                bytes(lines, "VmRSS:"),
                bytes(lines, "VmSize:"),
                cpuSeconds(),
                ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS);
    }

    private static Map<String, Long> bufferPools() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .collect(Collectors.toMap(BufferPoolMXBean::getName, BufferPoolMXBean::getMemoryUsed, Long::sum));
    }

    private static JvmFigures.Threads threads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return new JvmFigures.Threads(
                threads.getThreadCount(),
                threads.getDaemonThreadCount(),
                threads.getPeakThreadCount(),
                threads.getTotalStartedThreadCount());
    }

    private static double cpuSeconds() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long nanos = system == null ? -1 : system.getProcessCpuTime();
        return nanos < 0 ? Double.NaN : nanos / NANOS;
    }

    /** Of names of processes, any bytes are part. */
    private List<String> lines() {
        try {
            return Files.readAllLines(status, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** From {@code VmRSS:     12345 kB}, where a kB has 1024 bytes. */
    private static double bytes(List<String> lines, String field) {
        for (String line : lines) {
            String[] words = line.split("\\s+");
            if (words[0].equals(field) && words.length == 3 && words[1].matches("\\d{1,18}")) {
                return (double) Long.parseLong(words[1]) * KIB;
            }
        }
        return Double.NaN;
    }
}
