package io.oomtrace.cli.jvm;

import io.oomtrace.agent.Rendezvous;
import io.oomtrace.cli.error.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JVMs of this machine, found by reading {@code proc}. */
public final class JvmTable {
    private static final String UNKNOWN = "?";

    private final Path proc;
    private final ProcessStatus ours;

    JvmTable(Path proc, ProcessStatus ours) {
        this.proc = proc;
        this.ours = ours;
    }

    /**
     * That of this machine.
     *
     * @throws CommandFailure if the system has no {@code /proc} to read
     */
    public static JvmTable ofThisMachine() {
        Path proc = Path.of("/proc");
        try {
            return new JvmTable(proc, ProcessEntry.self(proc).status());
        } catch (IOException e) {
            throw new CommandFailure(
                    "cannot look for JVMs here",
                    "that needs Linux and its /proc",
                    "start the JVM with -javaagent:oomtrace.jar and give the URL it prints in place of a pid",
                    e);
        }
    }

    /** The process that asks. */
    public ProcessStatus ours() {
        return ours;
    }

    /** The JVM {@code pid}, checked as {@link TargetJvm#require} says. */
    public TargetJvm require(long pid, String what) {
        return TargetJvm.require(ProcessEntry.of(proc, pid), ours, what);
    }

    /** One JVM. {@code version} and {@code main} are {@code ?} where they cannot be seen. */
    public record Row(ProcessEntry process, String user, String version, String main, Optional<Rendezvous> agent) {}

    /** All that can be seen but the one that asks, by pid. Another user's are known by their program's name only. */
    public List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (ProcessEntry process : ProcessEntry.all(proc)) {
            if (process.pid() != ProcessHandle.current().pid()) {
                row(process).ifPresent(rows::add);
            }
        }
        return rows;
    }

    private static Optional<Row> row(ProcessEntry process) {
        List<String> arguments = process.arguments();
        String main = main(arguments);
        try {
            Optional<String> libjvm;
            try {
                libjvm = process.library("libjvm.so");
            } catch (IOException notReadable) {
                return LaunchCommand.isLauncher(arguments)
                        ? Optional.of(new Row(process, process.user(), UNKNOWN, main, RunningAgent.in(process)))
                        : Optional.empty();
            }
            if (libjvm.isEmpty()) {
                return Optional.empty();
            }
            String version = JavaRelease.of(process.root(), libjvm.get())
                    .map(JavaRelease::version)
                    .orElse(UNKNOWN);
            return Optional.of(new Row(process, process.user(), version, main, RunningAgent.in(process)));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** What a person calls the program: main class or jar, or the executable if a JVM is inside another program. */
    static String main(List<String> arguments) {
        if (arguments.isEmpty()) {
            return UNKNOWN;
        }
        if (!LaunchCommand.isLauncher(arguments)) {
            return arguments.get(0);
        }
        String main = LaunchCommand.parse(arguments).main();
        return main.isEmpty() ? UNKNOWN : main;
    }
}
