package io.oomtrace.benchmarks.cost;

import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
 */
record CostRun(Holding holding, double threadSeconds) {
    private static final double SECONDS_PER_TICK = 0.01;

    static CostRun of(Installation files, Jdk jdk, Load load, long size, List<String> agent)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(jdk.java(), "-XX:NativeMemoryTracking=summary", "-XX:+UseG1GC", "-Xmx10g"));
        command.addAll(agent);
        command.addAll(List.of(
                "-cp",
                files.jar().toString(),
                LoadedProgram.class.getName(),
                load.name(),
                Long.toString(size),
                files.sources().toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder said = new StringBuilder();
            for (String line = out.readLine(); !LoadedProgram.DONE.equals(line); line = out.readLine()) {
                if (line == null) {
                    throw new IOException("the program ended and said:\n" + said);
                }
                said.append(line).append('\n');
            }
            double seconds = threadSeconds(process.pid());
            String histogram = jcmd(jdk, process, "GC.class_histogram");
            return new CostRun(
                    Holding.parse(histogram, jcmd(jdk, process, "VM.native_memory", "summary", "scale=KB")), seconds);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String jcmd(Jdk jdk, Process process, String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(jdk.tool("jcmd"), Long.toString(process.pid())));
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
