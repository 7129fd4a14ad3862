package io.oomtrace.benchmarks.pauses;

import io.oomtrace.benchmarks.run.Endpoint;
import io.oomtrace.benchmarks.run.ForkedJvm;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One {@link ChurningProgram}, with its log.
 *
 * @param tracked objects in the live set at the end; 0 without an agent
 */
record PausesRun(Pauses pauses, long tracked) {
    private static final int OBJECTS = 2_000_000;
    private static final int REPLACEMENTS = 10;

    static PausesRun of(Jdk jdk, Installation files, List<String> agent) throws IOException, InterruptedException {
        Path log = Files.createTempFile("oomtrace-benchmark", ".log");
        try {
            List<String> jvmArguments =
                    new ArrayList<>(List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-Xlog:gc:file=" + log));
            jvmArguments.addAll(agent);
            long tracked = run(jdk, files, jvmArguments, !agent.isEmpty());
            return new PausesRun(Pauses.parse(Files.readAllLines(log)), tracked);
        } finally {
            Files.delete(log);
        }
    }

    private static long run(Jdk jdk, Installation files, List<String> jvmArguments, boolean agent)
            throws IOException, InterruptedException {
        try (ForkedJvm program =
                ForkedJvm.start(jdk, files, jvmArguments, ChurningProgram.class, List.of("" + OBJECTS))) {
            Endpoint oomtrace = agent ? Endpoint.saidBy(program) : null;
            program.answer(ChurningProgram.FULL);
            for (int i = 0; i < REPLACEMENTS; i++) {
                program.say("");
                program.answer(ChurningProgram.REPLACED);
            }
            return oomtrace == null
                    ? 0
                    : oomtrace.request("GET", "status")
                            .at("/allocations/live_tracked")
                            .asLong();
        }
    }
}
