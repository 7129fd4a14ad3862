package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code oomtrace largest}. */
@Command(
        name = "largest",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Prints the largest arrays and collections of those that are tracked and live, and where they"
                + " were allocated.")
final class LargestCommand implements Callable<Integer> {
    @Mixin
    EndpointOptions endpoint;

    @Option(
            names = "--min",
            paramLabel = "SIZE",
            description = "Arrays of so many bytes, and collections with so many bytes of references: 64k, 1m"
                    + " (default: 1m).")
    String min;

    @Option(names = "--limit", paramLabel = "N", description = "Show so many (default: 10).")
    Integer limit;

    @Mixin
    ObjectOptions output;

    @Override
    public Integer call() {
        return output.print(
                endpoint, "GET", "largest", new Query().with("min", min).with("limit", limit));
    }
}
