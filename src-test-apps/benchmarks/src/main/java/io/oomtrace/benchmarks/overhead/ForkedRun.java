package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.workload.Workloads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@link MeasuredProgram} in a JVM of its own; one at a time. */
final class ForkedRun {
    private final Installation files;
    private final Jdk jdk;
    private final int warmUpSeconds;
    private final int measuredSeconds;

    ForkedRun(Installation files, Jdk jdk, int warmUpSeconds, int measuredSeconds) {
        this.files = files;
        this.jdk = jdk;
        this.warmUpSeconds = warmUpSeconds;
        this.measuredSeconds = measuredSeconds;
    }

    Measurement measure(Workloads workload, Variant variant) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("oomtrace-benchmark");
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(jdk.java(), "-Xms1g", "-Xmx1g", "-XX:+UseG1GC"));
        command.addAll(variant.jvmArguments());
        command.addAll(List.of(
                "-cp",
                files.jar().toString(),
                MeasuredProgram.class.getName(),
                workload.name(),
                files.sources().toString(),
                Integer.toString(warmUpSeconds),
                Integer.toString(measuredSeconds)));
        try {
            int code = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            if (code != 0) {
                throw new IOException(command + " ended with " + code + ":\n" + said);
            }
            return Measurement.parse(said);
        } finally {
            Files.deleteIfExists(output);
            Files.delete(folder);
        }
    }
}
