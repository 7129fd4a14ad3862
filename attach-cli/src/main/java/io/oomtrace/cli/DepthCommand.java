package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code oomtrace depth}. */
@Command(
        name = "depth",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = {
            "Has at most so many frames of each call stack recorded from now on.",
            "What was recorded stays as it is."
        })
final class DepthCommand implements Callable<Integer> {
    @Mixin
    EndpointOptions endpoint;

    @Parameters(index = "1", paramLabel = "FRAMES", description = "From 1 to 1024.")
    int frames;

    @Mixin
    ObjectOptions output;

    @Override
    public Integer call() {
        return output.print(endpoint, "POST", "depth", new Query().with("frames", Integer.toString(frames)));
    }
}
