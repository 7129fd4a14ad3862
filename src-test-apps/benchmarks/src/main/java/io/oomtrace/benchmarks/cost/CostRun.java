package io.oomtrace.benchmarks.cost;

import io.oomtrace.benchmarks.run.Endpoint;
import io.oomtrace.benchmarks.run.ForkedJvm;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One {@link LoadedProgram} after its load.
 *
 * @param holding memory
 * @param threadSeconds CPU time of the agent's threads
 * @param saidBytes memory the agent says it takes; 0 without one
 */
record CostRun(Holding holding, double threadSeconds, double saidBytes) {
    private static final double SECONDS_PER_TICK = 0.01;

    static CostRun of(Installation files, Jdk jdk, Load load, long size, List<String> agent)
            throws IOException, InterruptedException {
        List<String> jvmArguments =
                new ArrayList<>(List.of("-XX:NativeMemoryTracking=summary", "-XX:+UseG1GC", "-Xmx10g"));
        jvmArguments.addAll(agent);
        try (ForkedJvm program = ForkedJvm.start(
                jdk,
                files,
                jvmArguments,
                LoadedProgram.class,
                List.of(load.name(), Long.toString(size), files.sources().toString()))) {
            Endpoint oomtrace = agent.isEmpty() ? null : Endpoint.saidBy(program);
            program.answer(LoadedProgram.DONE);
            double seconds = threadSeconds(program.pid());
            double said = oomtrace == null ? 0 : said(oomtrace);
            String nativeMemory = jcmd(jdk, program.pid(), "VM.native_memory", "summary", "scale=KB");
            String histogram = jcmd(jdk, program.pid(), "GC.class_histogram");
            return new CostRun(Holding.parse(histogram, nativeMemory), seconds, said);
        }
    }

    /** It has been asked for a table before: that loads what answers. */
    private static double said(Endpoint oomtrace) throws IOException, InterruptedException {
        oomtrace.request("GET", "status");
        oomtrace.request("GET", "snapshot?format=json");
        return oomtrace.request("GET", "status")
                .required("own")
                .required("memory_bytes")
                .asDouble();
    }

    private static String jcmd(Jdk jdk, long pid, String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(jdk.tool("jcmd"), Long.toString(pid)));
        line.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException(line + ": " + said);
        }
        return said;
    }

    /** proc_pid_stat(5): fields 14 and 15, counted behind the name. */
    private static double threadSeconds(long pid) throws IOException {
        long ticks = 0;
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks.toList()) {
                String stat = Files.readString(task.resolve("stat"));
                if (stat.contains("(oomtrace-")) {
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                    ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                }
            }
        }
        return ticks * SECONDS_PER_TICK;
    }
}
