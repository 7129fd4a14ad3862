package io.oomtrace.benchmarks.attach;

import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One program, attached to once.
 *
 * @param classes it had loaded of the jar
 * @param idleGapSeconds longest time between two ticks before, in as long as the attachment took or longer
 * @param gapSeconds the same while the agent was loaded
 * @param completeSeconds from the start of the command to its end
 */
record Attachment(int classes, double idleGapSeconds, double gapSeconds, double completeSeconds) {
    private static final Pattern GAP = Pattern.compile("longest_gap_ns=(\\d+)");

    static Attachment of(Jdk jdk, Installation files, int classes, int idleSeconds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jdk.java(), "-Xmx1g"));
        if (jdk.feature() >= 21) {
            command.add("-XX:+EnableDynamicAgentLoading");
        }
        command.addAll(
                List.of("-cp", files.jar().toString(), AttachedProgram.class.getName(), Integer.toString(classes)));
        files.manyClasses().forEach(jar -> command.add(jar.toString()));
        Process program = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (PrintStream in = new PrintStream(program.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            int loaded = Integer.parseInt(answer(out).replace("loaded ", ""));
            TimeUnit.SECONDS.sleep(idleSeconds); // Until the program is compiled.
            gap(in, out);
            TimeUnit.SECONDS.sleep(idleSeconds);
            double idle = gap(in, out);
            long begun = System.nanoTime();
            attach(files, program.pid());
            double complete = (System.nanoTime() - begun) / 1e9;
            return new Attachment(loaded, idle, gap(in, out), complete);
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    private static double gap(PrintStream in, BufferedReader out) throws IOException {
        in.println();
        String said = answer(out);
        Matcher gap = GAP.matcher(said);
        if (!gap.find()) {
            throw new IOException("no gap in: " + said);
        }
        return Long.parseLong(gap.group(1)) / 1e9;
    }

    private static String answer(BufferedReader out) throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the program to attach to has ended");
        }
        return line;
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
