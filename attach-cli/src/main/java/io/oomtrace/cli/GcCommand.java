package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code oomtrace gc}. */
@Command(
        name = "gc",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Has a program collect its garbage, so that what lives is up to date.")
final class GcCommand implements Callable<Integer> {
    @Mixin
    EndpointOptions endpoint;

    @Mixin
    ObjectOptions output;

    @Override
    public Integer call() {
        return output.print(endpoint, "POST", "gc", new Query());
    }
}
