package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.workload.Workloads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link MeasuredProgram} in a JVM of its own, which waits for its turns. */
final class ForkedProgram implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("oomtrace-benchmark");
    private final Process process;
    private final PrintStream in;
    private final BufferedReader out;
    private final StringBuilder said = new StringBuilder();

    ForkedProgram(Installation files, Jdk jdk, Workloads workload, Variant variant) throws IOException {
        List<String> command = new ArrayList<>(List.of(jdk.java(), "-Xms1g", "-Xmx1g", "-XX:+UseG1GC"));
        command.addAll(variant.jvmArguments());
        command.addAll(List.of(
                "-cp",
                files.jar().toString(),
                MeasuredProgram.class.getName(),
                workload.name(),
                files.sources().toString()));
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @throws IOException when the program has ended, with what it said */
    Turn turn(long millis) throws IOException {
        in.println(millis);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (Turn.isIn(line)) {
                return Turn.parse(line);
            }
            said.append(line).append('\n');
        }
        throw new IOException("the measured program has ended and said:\n" + said);
    }

    @Override
    public void close() throws IOException {
        in.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.delete(folder);
    }
}
