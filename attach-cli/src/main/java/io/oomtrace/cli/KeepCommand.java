package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code oomtrace keep}. */
@Command(
        name = "keep",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Has a program keep a snapshot of itself, to be compared with later.")
final class KeepCommand implements Callable<Integer> {
    @Mixin
    EndpointOptions endpoint;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Its name (default: a number).")
    String name;

    @Option(
            names = "--histogram",
            description = "Count the heap, too, so that 'oomtrace histogram --since NAME' has something to compare"
                    + " with. The program stands still meanwhile.")
    boolean histogram;

    @Mixin
    ObjectOptions output;

    @Override
    public Integer call() {
        return output.print(
                endpoint,
                "POST",
                "snapshots",
                new Query().with("name", name).with("histogram", histogram ? true : null));
    }
}
