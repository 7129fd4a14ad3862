package io.oomtrace.benchmarks.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a JVM of its own, spoken to by lines; it ends when its input does. One thread. */
public final class ForkedJvm implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;
    private static final String JFR_WARNING = "[warning][jfr";

    private final Process process;
    private final PrintStream in;
    private final BufferedReader out;
    private final StringBuilder said = new StringBuilder();

    private ForkedJvm(Process process) {
        this.process = process;
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @param arguments of the program */
    public static ForkedJvm start(
            Jdk jdk, Installation files, List<String> jvmArguments, Class<?> program, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(jdk.java()));
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", files.jar().toString(), program.getName()));
        command.addAll(arguments);
        return new ForkedJvm(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    public long pid() {
        return process.pid();
    }

    public void say(String line) {
        in.println(line);
    }

    /**
     * Waits for a line that begins so; others, an agent's, may come before it.
     *
     * @throws IOException when the program has ended, with what it said, or Flight Recorder does not do as it is told
     */
    public String answer(String begin) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(begin)) {
                return line;
            }
            if (line.contains(JFR_WARNING)) {
                throw new IOException(line);
            }
            said.append(line).append('\n');
        }
        throw new IOException("a measured program has ended and said:\n" + said);
    }

    @Override
    public void close() {
        in.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
