package io.oomtrace.benchmarks.overhead;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * CPU time of this process to the nanosecond: what the JVM says of it is in ticks of 10 ms, and a turn has thirty. The
 * sum of its threads' ({@code /proc/self/task/*}{@code /schedstat}, in Linux {@code Documentation/scheduler/sched-stats.rst});
 * of one that has ended, what it had used when it was last looked at. Not thread-safe.
 */
final class CpuTime {
    private static final Path THREADS = Path.of("/proc/self/task");

    private final Map<Path, Long> ofThreads = new HashMap<>();

    long nanos() throws IOException {
        LockSupport.parkNanos(1); // A thread's count is brought up to date when it stops running.
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                read(thread);
            }
        }
        return ofThreads.values().stream().mapToLong(Long::longValue).sum();
    }

    private void read(Path thread) throws IOException {
        try {
            String stat = Files.readString(thread.resolve("schedstat"));
            ofThreads.put(thread, Long.parseLong(stat.substring(0, stat.indexOf(' '))));
        } catch (IOException e) {
            if (Files.exists(thread)) {
                throw e;
            }
        }
    }
}
