package io.oomtrace.cli.jvm;

import io.oomtrace.agent.Rendezvous;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds the agent that runs in a process, from the file it left, without talking to the process. */
public final class RunningAgent {
    private static final String PREFIX = "oomtrace_";

    /** How wrong the start of a process may be: the boot time it is counted from is cut to seconds. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

    private RunningAgent() {}

    /**
     * The agent in {@code process}. Nothing too if its files are not for us to read, or if the file is older than the
     * process, left by a killed one that had the same pid; such a file is removed if it may be.
     */
    public static Optional<Rendezvous> in(ProcessEntry process) {
        Optional<Path> file = TemporaryFile.find(process, PREFIX);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant written = Files.getLastModifiedTime(file.get()).toInstant();
            if (written.plus(CLOCK_ERROR).isBefore(process.startedAt())) {
                Rendezvous.delete(file.get());
                return Optional.empty();
            }
            return Optional.of(Rendezvous.read(file.get()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
