package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code oomtrace kept}. */
@Command(
        name = "kept",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Lists the snapshots that a program keeps.")
final class KeptCommand implements Callable<Integer> {
    @Mixin
    EndpointOptions endpoint;

    @Mixin
    ObjectOptions output;

    @Override
    public Integer call() {
        return output.print(endpoint, "GET", "snapshots", new Query());
    }
}
