package io.oomtrace.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code oomtrace native}. */
@Command(
        name = "native",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description =
                "Prints which lines have allocated native memory that was not freed, biggest first. The agent needs"
                        + " the option native=on.")
final class NativeCommand implements Callable<Integer> {
    @Mixin
    EndpointOptions endpoint;

    @Mixin
    QueryOptions query;

    @Override
    public Integer call() {
        return StandardOutput.print(endpoint.endpoint().get("native", query.query(), query.accept()));
    }
}
