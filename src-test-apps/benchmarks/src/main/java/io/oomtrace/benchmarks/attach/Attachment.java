package io.oomtrace.benchmarks.attach;

import io.oomtrace.benchmarks.run.ForkedJvm;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One program, attached to once.
 *
 * @param classes it had loaded of the jar
 * @param idleGapSeconds longest time between two ticks before, in as long as the attachment took or longer
 * @param gapSeconds the same while the agent was loaded
 * @param completeSeconds from the start of the command to its end
 */
record Attachment(int classes, double idleGapSeconds, double gapSeconds, double completeSeconds) {
    private static final String LOADED = "loaded ";
    private static final String GAP = "longest_gap_ns=";

    static Attachment of(Jdk jdk, Installation files, int classes, int idleSeconds)
            throws IOException, InterruptedException {
        List<String> jvmArguments = new ArrayList<>(List.of("-Xmx1g"));
        if (jdk.feature() >= 21) {
            jvmArguments.add("-XX:+EnableDynamicAgentLoading");
        }
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(classes)));
        files.manyClasses().forEach(jar -> arguments.add(jar.toString()));
        try (ForkedJvm program = ForkedJvm.start(jdk, files, jvmArguments, AttachedProgram.class, arguments)) {
            int loaded = Integer.parseInt(program.answer(LOADED).substring(LOADED.length()));
            TimeUnit.SECONDS.sleep(idleSeconds); // Until the program is compiled.
            gap(program);
            TimeUnit.SECONDS.sleep(idleSeconds);
            double idle = gap(program);
            long begun = System.nanoTime();
            attach(files, program.pid());
            double complete = (System.nanoTime() - begun) / 1e9;
            return new Attachment(loaded, idle, gap(program), complete);
        }
    }

    private static double gap(ForkedJvm program) throws IOException {
        program.say("");
        return Long.parseLong(program.answer(GAP).substring(GAP.length())) / 1e9;
    }

    private static void attach(Installation files, long pid) throws IOException, InterruptedException {
        Path said = Files.createTempFile("oomtrace-benchmark", "attach");
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-jar",
                        files.commandLine().toString(),
                        "attach",
                        Long.toString(pid),
                        "port=0")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        String text = Files.readString(said);
        Files.delete(said);
        if (code != 0) {
            throw new IOException("could not attach: " + text);
        }
    }
}
