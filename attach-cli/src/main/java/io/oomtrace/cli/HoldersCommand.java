package io.oomtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.oomtrace.cli.error.CommandFailure;
import io.oomtrace.cli.http.Endpoint;
import io.oomtrace.cli.http.Query;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code oomtrace holders}. */
@Command(
        name = "holders",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Prints the chains of references that hold what is allocated from now on and lives in the end."
                + " Says what that costs, and asks, before it begins.")
final class HoldersCommand implements Callable<Integer> {
    private static final int SECONDS = 60;
    private static final int PAUSE_SECONDS = 10;

    /** For the collection, and for reading what was recorded. */
    private static final int MORE_SECONDS = 30;

    @Mixin
    EndpointOptions endpoint;

    @Option(names = "--seconds", paramLabel = "N", description = "Watch for so long (default: " + SECONDS + ").")
    int seconds = SECONDS;

    @Option(
            names = "--pause",
            paramLabel = "N",
            description = "Let the program stand still for so many seconds at most while references are followed"
                    + " (default: " + PAUSE_SECONDS + ").")
    int pause = PAUSE_SECONDS;

    @Option(names = "--limit", paramLabel = "N", description = "Show so many chains (default: 10).")
    Integer limit;

    @Option(names = "--type", paramLabel = "GLOB", description = "Only objects of these types; may be repeated.")
    List<String> type;

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Only what these classes allocate, such as 'com.acme.**'; may be repeated.")
    List<String> include;

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    @Mixin
    ObjectOptions output;

    @Override
    public Integer call() {
        Endpoint asked = endpoint.endpoint();
        if (!yes) {
            agree(asked);
        }
        return output.print(
                asked.patient(Duration.ofSeconds((long) seconds + pause + MORE_SECONDS)),
                "POST",
                "holders",
                spans().with("limit", limit)
                        .with("type", type)
                        .with("include", include)
                        .with("confirm", true));
    }

    private Query spans() {
        return new Query().with("seconds", seconds).with("pause", pause);
    }

    private void agree(Endpoint asked) {
        String cost = new String(asked.get("holders", spans().with("format", "text"), "text/plain"), UTF_8)
                .strip()
                .replaceFirst("^cost:? +", "");
        if (!Terminal.isAt(Terminal.INPUT)) {
            throw new CommandFailure("nothing was done", cost, "give --yes if the program can bear that");
        }
        System.err.print(cost + System.lineSeparator() + "Go on? [y/N] ");
        Scanner answer = new Scanner(System.in, Charset.defaultCharset());
        if (!answer.hasNextLine() || !answer.nextLine().strip().matches("(?i)y|yes")) {
            throw new CommandFailure("nothing was done", "it was not agreed to", "answer y, or give --yes");
        }
    }
}
