package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.fork.program.BusyService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the agent says it has used itself, beside what the kernel counts. */
class OwnCostIT {
    /** Names of threads have 15 bytes in the kernel. */
    private static final String OWN_THREADS = "oomtrace-";

    private static final double SECONDS_PER_TICK = 0.01;
    private static final int REQUESTS = 100;

    /** Threads of ours, for each of which the kernel rounds user and system time down. */
    private static final int MOST_THREADS = 10;

    @StartedAndAttached
    void cpuTimeOfItsThreadsIsTheKernels(Launch launch, Jdk jdk) throws IOException {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(BusyService.class)
                .agent(launch, "port=0")
                .start()) {
            jvm.awaitReady();
            Endpoint oomtrace = jvm.oomtrace();
            for (int request = 0; request < REQUESTS; request++) {
                oomtrace.json("/snapshot?by=traceback&format=json");
            }
            oomtrace.post("/gc");
            double before = kernelSeconds(jvm.pid());
            JsonNode status = oomtrace.json("/status");
            JsonNode own = status.required("own");
            double after = kernelSeconds(jvm.pid());

            double rounding = 2 * MOST_THREADS * SECONDS_PER_TICK;
            assertThat(before).isPositive();
            assertThat(own.required("threads_cpu_s").asDouble()).isBetween(before - rounding, after + rounding);
            assertThat(status.at("/instrumentation/call_stacks").asString()).isEqualTo("throwable");
            assertThat(status.at("/coverage/alloc_bytes/ratio").asDouble()).isBetween(0.5, 1.5);
            assertThat(status.at("/coverage/live_bytes/actual").asLong()).isPositive();
            assertThat(own.required("sampling_s").asDouble()).isPositive();
            assertThat(own.required("instrumenting_s").asDouble()).isPositive();
            long parts = Stream.of(
                            "tables_bytes",
                            "class_objects_bytes",
                            "metaspace_bytes",
                            "symbols_bytes",
                            "class_files_kept_bytes",
                            "threads_bytes")
                    .mapToLong(part -> own.required(part).asLong())
                    .peek(bytes -> assertThat(bytes).isPositive())
                    .sum();
            assertThat(own.required("memory_bytes").asLong()).isEqualTo(parts).isBetween(2L << 20, 32L << 20);
            jvm.send("stop");
        }
    }

    private static double kernelSeconds(long pid) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return SECONDS_PER_TICK * tasks.mapToLong(OwnCostIT::ticks).sum();
        }
    }

    /** proc_pid_stat(5): fields 14 and 15, counted behind the name, which may have spaces in it. */
    private static long ticks(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            if (!stat.contains('(' + OWN_THREADS)) {
                return 0;
            }
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            return Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
