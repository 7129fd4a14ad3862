package io.oomtrace.fork;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program in a JVM of its own, with the agent or without it; killed by {@link #close()}.
 *
 * <p>Every wait has a deadline far beyond what it should take, ends early when the process does, and fails with all
 * the process printed.
 */
public final class ForkedJvm implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final Pattern URL = Pattern.compile("^oomtrace\\b.*?(http://[^\\s,;]+)");

    private final ForkedJvmBuilder declared;
    private final Process process;
    private final Output stdout;
    private final Output stderr;
    private final BufferedWriter stdin;

    ForkedJvm(ForkedJvmBuilder declared, Process process) {
        this.declared = declared;
        this.process = process;
        this.stdout = Output.of("stdout", process.getInputStream());
        this.stderr = Output.of("stderr", process.getErrorStream());
        this.stdin = process.outputWriter();
    }

    /** Begins the declaration of a program; it has no agent until told otherwise. */
    public static ForkedJvmBuilder on(Jdk jdk) {
        return new ForkedJvmBuilder(jdk);
    }

    public long pid() {
        return process.pid();
    }

    /** Waits for a line that begins with {@code ready}, then attaches the agent if that is how it was declared. */
    public ForkedJvm awaitReady() {
        awaitLine(line -> line.startsWith("ready"));
        if (declared.attachesLater()) {
            attach(declared.agentOptions());
        }
        return this;
    }

    /** The first line on stdout that fits, printed already or not. */
    public String awaitLine(Predicate<String> wanted) {
        return stdout.await(wanted, DEADLINE).orElseThrow(() -> failure("The awaited line is missing on stdout"));
    }

    public String awaitLine(String wanted) {
        return awaitLine(wanted::equals);
    }

    /** Loads the agent into the running program with these options; returns when the agent has taken them. */
    public void attach(String agentOptions) {
        attach(Repository.agentJar(), agentOptions);
    }

    /** As {@link #attach(String)}, with any other agent. */
    public void attach(Path agentJar, String agentOptions) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid()));
            try {
                machine.loadAgent(agentJar.toString(), agentOptions);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException | IOException e) {
            throw failure("Attaching failed", e);
        }
    }

    /** The agent's endpoint, once its start-up line on stderr has named it. */
    public Endpoint oomtrace() {
        return oomtrace(1);
    }

    /** The endpoint after the agent was loaded {@code times} times, each of which printed a start-up line. */
    public Endpoint oomtrace(int times) {
        AtomicInteger seen = new AtomicInteger();
        String line = stderr.await(
                        candidate -> URL.matcher(candidate).find() && seen.incrementAndGet() == times, DEADLINE)
                .orElseThrow(() -> failure("No start-up line with a URL on stderr"));
        Matcher url = URL.matcher(line);
        url.find();
        return new Endpoint(URI.create(url.group(1)));
    }

    /** Gives the program a line on its standard input. */
    public void send(String line) {
        try {
            stdin.write(line);
            stdin.newLine();
            stdin.flush();
        } catch (IOException e) {
            throw failure("The program reads no more input", e);
        }
    }

    /** What a tool of the same JDK says about this process: {@code jdkTool("jcmd", "Thread.print")}. */
    public List<String> jdkTool(String tool, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(declared.jdk().tool(tool).toString());
        if (tool.equals("jcmd")) {
            command.add(Long.toString(pid()));
            command.addAll(List.of(arguments));
        } else {
            command.addAll(List.of(arguments));
            command.add(Long.toString(pid()));
        }
        try {
            Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
            List<String> lines = Output.of(tool, run.getInputStream()).awaitEnd(DEADLINE);
            if (run.waitFor() != 0) {
                throw failure(command + " answered " + lines);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Waits for the program to end by itself. */
    public Exit awaitExit() {
        try {
            stdin.close();
        } catch (IOException e) {
            // It ended already.
        }
        if (!exits(DEADLINE)) {
            throw failure("Did not end within " + DEADLINE);
        }
        return new Exit(process.exitValue(), stdout.awaitEnd(DEADLINE), stderr.awaitEnd(DEADLINE));
    }

    public List<String> stdout() {
        return stdout.lines();
    }

    public List<String> stderr() {
        return stderr.lines();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private boolean exits(Duration deadline) {
        try {
            return process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private AssertionError failure(String what) {
        return failure(what, null);
    }

    private AssertionError failure(String what, Throwable cause) {
        String state =
                exits(stdout.ended() ? DEADLINE : Duration.ZERO) ? "exit code " + process.exitValue() : "running";
        String printed = "\n--- stdout\n" + String.join("\n", stdout.lines()) + "\n--- stderr\n"
                + String.join("\n", stderr.lines());
        return new AssertionError(what + " (" + state + ") of " + declared.command() + printed, cause);
    }

    /** What an ended program leaves. */
    public record Exit(int code, List<String> stdout, List<String> stderr) {
        /** Standard error without the lines oomtrace printed. */
        public List<String> foreignStderr() {
            return stderr.stream().filter(line -> !line.startsWith("oomtrace")).toList();
        }

        /** What oomtrace printed. */
        public List<String> oomtraceLines() {
            return stderr.stream().filter(line -> line.startsWith("oomtrace")).toList();
        }
    }
}
