package io.oomtrace.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code oomtrace growth}. */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Prints what grows, fastest first, as far as it is more than chance.")
final class GrowthCommand implements Callable<Integer> {
    @Mixin
    EndpointOptions endpoint;

    @Option(names = "--seconds", paramLabel = "N", description = "Look back no further (default: to the beginning).")
    Integer seconds;

    @Mixin
    QueryOptions query;

    @Override
    public Integer call() {
        return StandardOutput.print(
                endpoint.endpoint().get("growth", query.query().with("seconds", seconds), query.accept()));
    }
}
