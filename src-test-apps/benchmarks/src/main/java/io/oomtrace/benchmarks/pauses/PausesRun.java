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
    private static final int REPLACEMENTS_BEFORE = 5;
    private static final int REPLACEMENTS = 10;

    static PausesRun of(Jdk jdk, Installation files, Churn churn) throws IOException, InterruptedException {
        Path log = Files.createTempFile("oomtrace-benchmark", ".log");
        try {
            List<String> jvmArguments = new ArrayList<>(
                    List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-Xlog:gc:file=" + log + "::filecount=0"));
            jvmArguments.addAll(churn.agent());
            return run(jdk, files, jvmArguments, churn, log);
        } finally {
            Files.delete(log);
        }
    }

    /** What is in the log before the live set is full does not count. */
    private static PausesRun run(Jdk jdk, Installation files, List<String> jvmArguments, Churn churn, Path log)
            throws IOException, InterruptedException {
        int before;
        long tracked = 0;
        try (ForkedJvm program = ForkedJvm.start(
                jdk, files, jvmArguments, ChurningProgram.class, List.of("" + Churn.KEPT, "" + churn.replaced()))) {
            Endpoint oomtrace = churn.agent().isEmpty() ? null : Endpoint.saidBy(program);
            program.answer(ChurningProgram.FULL);
            replace(program, REPLACEMENTS_BEFORE);
            if (churn.stopped()) {
                oomtrace.request("POST", "stop");
            }
            before = Files.readAllLines(log).size();
            replace(program, REPLACEMENTS);
            if (oomtrace != null) {
                tracked = oomtrace.request("GET", "status")
                        .at("/allocations/live_tracked")
                        .asLong();
            }
        }
        List<String> lines = Files.readAllLines(log);
        return new PausesRun(Pauses.parse(lines.subList(before, lines.size())), tracked);
    }

    private static void replace(ForkedJvm program, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            program.say("");
            program.answer(ChurningProgram.REPLACED);
        }
    }
}
