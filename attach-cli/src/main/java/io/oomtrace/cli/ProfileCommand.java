package io.oomtrace.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code oomtrace profile}. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Prints where the time of the next seconds goes, most first.")
final class ProfileCommand implements Callable<Integer> {
    private static final int SECONDS = 10;

    /** For loading async-profiler, and for reading what was recorded. */
    private static final int MORE_SECONDS = 30;

    @Mixin
    EndpointOptions endpoint;

    @Option(
            names = "--event",
            paramLabel = "EVENT",
            completionCandidates = Events.class,
            description = "One of ${COMPLETION-CANDIDATES} (default: cpu).")
    String event;

    @Option(names = "--seconds", paramLabel = "N", description = "For so long (default: " + SECONDS + ").")
    int seconds = SECONDS;

    @Mixin
    QueryOptions query;

    @Override
    public Integer call() {
        return StandardOutput.print(endpoint.endpoint()
                .patient(Duration.ofSeconds((long) seconds + MORE_SECONDS))
                .get("profile", query.query().with("event", event).with("seconds", seconds), query.accept()));
    }

    /** For help and shell completion. */
    static final class Events extends Words {
        Events() {
            super("cpu", "wall", "lock");
        }
    }
}
