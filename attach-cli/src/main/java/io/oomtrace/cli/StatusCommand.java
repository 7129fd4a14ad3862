package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code oomtrace status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Prints what the agent in a program does, has seen, and has cost.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    EndpointOptions endpoint;

    @Mixin
    ObjectOptions output;

    @Override
    public Integer call() {
        return output.print(endpoint, "GET", "status", new Query());
    }
}
