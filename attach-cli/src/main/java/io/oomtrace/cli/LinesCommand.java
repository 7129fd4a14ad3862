package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code oomtrace lines}. */
@Command(
        name = "lines",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Prints every allocation of a class, line by line: of a program loaded with exact=.")
final class LinesCommand implements Callable<Integer> {
    @Mixin
    EndpointOptions endpoint;

    @Parameters(index = "1", paramLabel = "CLASS", description = "Its whole name.")
    String className;

    @Mixin
    ObjectOptions output;

    @Override
    public Integer call() {
        return output.print(endpoint, "GET", "lines", new Query().with("class", className));
    }
}
