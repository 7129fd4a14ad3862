package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code oomtrace drop}. */
@Command(
        name = "drop",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Has a program drop a snapshot that it keeps.")
final class DropCommand implements Callable<Integer> {
    @Mixin
    EndpointOptions endpoint;

    @Parameters(index = "1", paramLabel = "NAME", description = "Which one.")
    String name;

    @Mixin
    ObjectOptions output;

    @Override
    public Integer call() {
        return output.print(endpoint, "DELETE", Part.keptPath(name), new Query());
    }
}
